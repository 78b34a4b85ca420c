package org.therafed.dicom.pixel;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** Reads a codestream through an ImageIO plug-in, as samples without colour conversion. */
final class CodestreamReader {
  private CodestreamReader() {}

  /**
   * The raster of the only image.
   *
   * @param provider class name of the plug-in: which one reads must not depend on the registry's
   *     order
   */
  static Raster read(byte[] codestream, String provider) {
    ImageReader reader = null;
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(codestream))) {
      reader = find(provider).createReaderInstance();
      reader.setInput(in, true, true);
      return reader.canReadRaster() ? reader.readRaster(0, null) : reader.read(0).getRaster();
    } catch (IOException | RuntimeException e) {
      // Decoders of damaged streams throw what they like; the cause may quote bytes.
      throw DicomFault.of(DicomFaultCode.PIXELS_INVALID, "the codestream cannot be decoded", e);
    } finally {
      if (reader != null) {
        reader.dispose();
      }
    }
  }

  private static ImageReaderSpi find(String provider) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, true);
    while (all.hasNext()) {
      ImageReaderSpi spi = all.next();
      if (spi.getClass().getName().equals(provider)) {
        return spi;
      }
    }
    throw new IllegalStateException("The ImageIO plug-in " + provider + " is not registered");
  }

  /** Gives the lines of a raster of the frame's size. */
  static void lines(Raster raster, PixelFormat format, int precision, SampleLines to) {
    if (raster.getWidth() != format.columns()
        || raster.getHeight() != format.rows()
        || raster.getNumBands() < format.samples()) {
      throw DicomFault.of(
          DicomFaultCode.PIXELS_INVALID, "the codestream has another size than Rows and Columns");
    }
    int[] row = new int[format.columns()];
    for (int y = 0; y < format.rows(); y++) {
      for (int band = 0; band < format.samples(); band++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, format.columns(), 1, band, row);
        to.line(row, 0, y, band, precision);
      }
    }
  }
}
