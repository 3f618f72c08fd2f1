import { bundle } from "./bundle.ts";
import { inCheckout } from "./folders.ts";

/** The product's bundle, in the empty folder `folder`; gives its first file. */
export function bundleProduct(folder: string): Promise<string> {
  return bundle({
    entry: inCheckout("main.ts"),
    config: inCheckout("deno.json"),
    folder,
  });
}
