/** Text of a description with its rates set as symbols: η_h with a real subscript. */
export function Sentence({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/([ητ]_[hy])/).map((part, n) =>
        n % 2 === 1 ? (
          <span key={n} class="math">
            {part.charAt(0)}
            <sub>{part.slice(-1)}</sub>
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
