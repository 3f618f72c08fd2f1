/**
 * Why a release tool stops: something that the person who started it can mend.
 * Anything else that is thrown is a bug of the tool.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
