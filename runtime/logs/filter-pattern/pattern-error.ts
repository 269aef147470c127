/** What is wrong with a filter pattern; each operation words its refusal. */
export class FilterPatternError extends Error {
  override readonly name: string = "FilterPatternError";
}

export function invalidTerm(term: string): FilterPatternError {
  // The wording of StartLiveTail's and PutSubscriptionFilter's refusals in public reports (DefangLabs/defang#1008,
  // dougmoscrop/serverless-plugin-log-subscription#47).
  return new FilterPatternError(`Invalid character(s) in term '${term}'`);
}
