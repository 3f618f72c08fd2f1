/** The program that does nothing: what the runtime alone costs, in time and size. */
export {};
