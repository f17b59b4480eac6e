/** Whether a connection was broken off because the certificate of the other end is not trusted here. */
const FAULT =
  /^(CERT_|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)_|SELF_SIGNED_CERT|DEPTH_ZERO_|(INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID)$)/

export const isCertificateFault = (code: string | undefined): boolean => code !== undefined && FAULT.test(code)
