/** Text of a description with its rates set as symbols: η_h with a real subscript. */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(η_[hy])/).map((part, n) =>
        n % 2 === 1 ? (
          <span key={n} class="math">
            η<sub>{part.slice(-1)}</sub>
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
