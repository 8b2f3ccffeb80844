// What is left of Node's `path` and `util` for caniemail's pattern matcher, which runs in the page here.
export const sep = '/';
export const basename = (path) => path.slice(path.lastIndexOf('/') + 1);
export const inspect = String;
