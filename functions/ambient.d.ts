/** Not every host has it; lib/training/kernel asks before it calls. */
declare function setImmediate(callback: () => void): unknown;
