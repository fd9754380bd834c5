import { register } from 'node:module';

/** For negative controls alone: `node --import` this, and LMDB never syncs. The program itself has no such switch. */
const source = `
  export * from 'lmdb?as-it-is';
  import { open as openSynced } from 'lmdb?as-it-is';
  export const open = (options) => openSynced({ ...options, ...(options.readOnly ? {} : { noSync: true }) });
`;
const hooks = `
  export async function resolve(specifier, context, next) {
    if (specifier === 'lmdb') return { url: 'unsynced:lmdb?for=' + context.parentURL, shortCircuit: true };
    if (specifier === 'lmdb?as-it-is') {
      const parentURL = decodeURI(context.parentURL.slice('unsynced:lmdb?for='.length));
      return next('lmdb', { ...context, parentURL });
    }
    return next(specifier, context);
  }
  export async function load(url, context, next) {
    if (!url.startsWith('unsynced:')) return next(url, context);
    return { format: 'module', source: ${JSON.stringify(source)}, shortCircuit: true };
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
