/** `bash`, and what other tools make of it: `{.bash .numberLines}`, `bash,linenos`. */
export const languageOf = ({ lang }: { lang?: string | null | undefined }): string | undefined =>
  lang?.toLowerCase().replace(/^\{\.?|[,}].*$/g, '')

const foreign =
  /^(?:powershell|pwsh|ps1?|bat|batch|cmd|dosbatch|fish|csh|tcsh|nu|mysql|mongodb?|mongosh|redis|promql|logql|python3?|py|ruby|rb|perl|lua|groovy|javascript|js|node|typescript|ts|make(?:file)?|terraform|hcl)$/

/** Something to be run, by what Belay does not read. */
export const isForeign = (language: string | undefined): boolean => foreign.test(language ?? '')
