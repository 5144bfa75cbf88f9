/** One request, as the routes see it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** The decoded parts of the path. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** Raw, without "Bearer". */
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
  /** The body as an object, from JSON or a form; empty when there was none or it could not be read. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: string | Uint8Array;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** ChatApp's success envelope. */
export function success(data?: unknown): ApiAnswer {
  return json(200, data === undefined ? { success: true } : { success: true, data });
}

/** ChatApp's error envelope. */
export function failure(status: number, code: string, message: string): ApiAnswer {
  return json(status, { success: false, error: { code, message } });
}

/** The one error code everybody has seen (chatapp-api.md 1.6). */
export function invalidToken(): ApiAnswer {
  return failure(403, 'ApiInvalidTokenError', 'Invalid Token');
}

export function noAccess(): ApiAnswer {
  return failure(403, 'ApiAccessDeniedError', 'Access denied');
}

export function notFound(): ApiAnswer {
  return failure(404, 'ApiNotFoundError', 'Not found');
}

export function invalidField(field: string): ApiAnswer {
  return failure(422, 'ApiValidationError', `The ${field} is invalid.`);
}

export function tooMany(): ApiAnswer {
  return failure(429, 'ApiTooManyRequestsError', 'Too Many Requests');
}

export function json(status: number, value: unknown): ApiAnswer {
  return { status, body: JSON.stringify(value), contentType: 'application/json' };
}

export function page(status: number, title: string): ApiAnswer {
  return {
    status,
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    contentType: 'text/html; charset=UTF-8',
  };
}
