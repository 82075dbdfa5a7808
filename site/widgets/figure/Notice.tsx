/** Why the reader does not see what they asked for. */
export function Notice({ notice }: { readonly notice: string | undefined }) {
  if (notice === undefined) return null;
  return (
    <div class="notice" role="alert">
      <p>{notice}</p>
    </div>
  );
}
