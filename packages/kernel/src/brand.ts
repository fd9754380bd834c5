declare const brand: unique symbol;

/** A primitive that the compiler keeps apart from every other primitive: `Brand<number, 'PriceTicks'>`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
