import regular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf';
import italic from '@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf';
import semiBold from '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf';
import semiBoldItalic from '@expo-google-fonts/source-sans-3/600SemiBold_Italic/SourceSans3_600SemiBold_Italic.ttf';

/** The faces that figures use. The rasteriser knows no system fonts: text in another face would vanish. */
export const fonts: readonly Uint8Array[] = [regular, italic, semiBold, semiBoldItalic].map(
  (file) => new Uint8Array(file),
);
