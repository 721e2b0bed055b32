/**
 * What the oldest browsers that are promised (docs/deploy.md, Browsers) lack and these sources or their libraries call.
 * The build puts it before everything else in every bundle.
 */
function supply(owner: object, name: string, value: unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

supply(Object, "hasOwn", (owner: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, name));
supply(Array.prototype, "at", function at(this: readonly unknown[], place: number) {
  return this[place < 0 ? this.length + place : place];
});
supply(String.prototype, "replaceAll", function replaceAll(this: string, what: string, by: string) {
  return this.split(what).join(by);
});
