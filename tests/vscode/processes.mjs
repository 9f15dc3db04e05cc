import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const read = (pid, file) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended meanwhile
  }
};

const all = () => readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number);

/** The processes that run the kernel of a course. */
export function kernels(root) {
  const kernel = path.join(root, 'lib', 'bin', 'kernel', 'Descent.Kernel.dll');
  return all().filter(pid => read(pid, 'cmdline').split('\0').includes(kernel));
}

/** False once a process has ended, also when nobody has asked how. */
export function isAlive(pid) {
  return /^\d+ \(.*\) [^ZX]/s.test(read(pid, 'stat'));
}

/** A process and those that it has started, directly or not. */
export function family(pid) {
  const parents = new Map(all().map(each => [each, Number(read(each, 'stat').replace(/^.*\) /s, '').split(' ')[1])]));
  const found = [pid];
  for (const member of found) for (const [child, parent] of parents) if (parent === member) found.push(child);
  return found;
}
