/** An input whose required members may be missing: SNS's own sentences for that come from the operations. */
export type Unchecked<Input> = { readonly [Member in keyof Input]?: Input[Member] | undefined };
