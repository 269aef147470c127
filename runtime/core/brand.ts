declare const brand: unique symbol;

/** A string that only its own maker may produce: a `ReceiptHandle` is not a `MessageId` although both are text. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };
