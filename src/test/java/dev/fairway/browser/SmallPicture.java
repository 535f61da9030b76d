package dev.fairway.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** A picture for the documentation: with fewer colours than the eye tells apart on a page, and a third of the size. */
final class SmallPicture {

    private static final int KEPT_BITS = 0xF8F8F8;

    private SmallPicture() {}

    static void write(byte[] png, Path file) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
            BufferedImage small =
                    new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < picture.getHeight(); y++) {
                for (int x = 0; x < picture.getWidth(); x++) {
                    int kept = picture.getRGB(x, y) & KEPT_BITS;
                    small.setRGB(x, y, kept | kept >> 5 & 0x070707);
                }
            }
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.deleteIfExists(file);
            ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
            ImageWriteParam squeezed = writer.getDefaultWriteParam();
            squeezed.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            squeezed.setCompressionQuality(0);
            try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
                writer.setOutput(out);
                writer.write(null, new IIOImage(small, null, null), squeezed);
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
