import type { World } from '../world/world.ts';
import {
  failure,
  invalidField,
  invalidToken,
  noAccess,
  success,
  tooMany,
  type ApiAnswer,
  type ApiRequest,
} from './answers.ts';

/** Tokens, licences, companies and employees; null when the path is none of these. */
export function accountRoute(world: World, request: ApiRequest): ApiAnswer | null {
  const { segments } = request;
  switch (`${request.method} ${segments.join('/')}`) {
    case 'POST v1/tokens':
      return makeTokens(world, request);
    case 'POST v1/tokens/refresh': {
      const pair = world.tokens.refresh(request.refreshToken ?? '');
      return pair === null
        ? failure(403, 'ApiInvalidRefreshTokenError', 'Invalid Refresh Token')
        : success(pair);
    }
    case 'GET v1/tokens/check':
      // What `data` holds is unknown; PHP writes an empty array.
      return guarded(world, request, () => success([]));
    case 'GET v1/licenses':
      return guarded(world, request, () => success(licenses(world)));
    case 'GET v1/companies':
      return guarded(world, request, () => success({ items: world.cast.companies }));
    default:
      return employeesRoute(world, request);
  }
}

/** Runs a route only with a live access token. */
export function guarded(world: World, request: ApiRequest, route: () => ApiAnswer): ApiAnswer {
  return world.tokens.accepts(request.accessToken) ? route() : invalidToken();
}

function makeTokens(world: World, request: ApiRequest): ApiAnswer {
  const { account } = world;
  const { email, password, appId } = request.fields;
  for (const [name, value] of Object.entries({ email, password, appId })) {
    if (typeof value !== 'string' || value === '') return invalidField(name);
  }
  // The limit is ChatApp's per (email, appId); there is one account here, and strangers' tries count as its own.
  if (!world.tokens.countMake()) return tooMany();
  if (email !== account.email || password !== account.password || appId !== account.appId) {
    return failure(403, 'ApiInvalidCredentialsError', 'Invalid email, password or appId');
  }
  return success(world.tokens.issue());
}

function licenses(world: World): object[] {
  return world.visibleLines().map((line) => ({
    licenseId: line.licenseId,
    licenseTo: world.nowSeconds() + 180 * 86_400,
    licenseName: line.licenseName,
    meOwner: false,
    active: true,
    status: { id: 4, code: 'paid' },
    type: 'messenger',
    companies: [line.companyId],
    messenger: line.messengers.map(({ type, name, phone }) =>
      phone === null ? { type, name } : { type, name, info: { phone } },
    ),
    app: [{ type: 'webchat', name: 'Dialogs' }],
    access: world.cast.employees.map(({ id, email }) => ({ userId: id, email })),
  }));
}

function employeesRoute(world: World, request: ApiRequest): ApiAnswer | null {
  const [version, companies, companyId, employees, more] = request.segments;
  if (request.method !== 'GET' || version !== 'v1' || companies !== 'companies' || employees !== 'employees')
    return null;
  if (more !== undefined) return null;
  return guarded(world, request, () =>
    world.cast.companies.some((company) => String(company.companyId) === companyId)
      ? success({
          items: world.cast.employees.map(({ id, email, fullName, role }) => ({
            id,
            email,
            fullName,
            role: { name: role },
          })),
          nextPage: null,
        })
      : noAccess(),
  );
}
