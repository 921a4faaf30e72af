package dev.calotype.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import dev.calotype.spi.Raster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** What a player sees of an MP4: its frames, its speed and its length in seconds. */
public record DecodedMp4(List<Raster> frames, double fps, double seconds) {
    /** Decodes a file. */
    public static DecodedMp4 read(Path file) {
        var container = new AVFormatContext(null);
        H264.check("input", avformat_open_input(container, file.toString(), null, null));
        H264.check("streams", avformat_find_stream_info(container, (PointerPointer<?>) null));
        AVStream stream = container.streams(0);
        AVCodecContext decoder = avcodec_alloc_context3(null);
        H264.check("parameters", avcodec_parameters_to_context(decoder, stream.codecpar()));
        H264.check(
                "a decoder",
                avcodec_open2(decoder, avcodec_find_decoder(stream.codecpar().codec_id()), (AVDictionary) null));
        List<Raster> frames = new ArrayList<>();
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        while (av_read_frame(container, packet) >= 0) {
            collect(decoder, packet, frame, frames);
            av_packet_unref(packet);
        }
        collect(decoder, null, frame, frames);
        double fps = av_q2d(stream.avg_frame_rate());
        double seconds = stream.duration() * av_q2d(stream.time_base());
        av_frame_free(frame);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(container);
        return new DecodedMp4(frames, fps, seconds);
    }

    private static void collect(AVCodecContext decoder, @Nullable AVPacket packet, AVFrame frame, List<Raster> frames) {
        H264.check("a packet", avcodec_send_packet(decoder, packet));
        while (avcodec_receive_frame(decoder, frame) >= 0) {
            frames.add(raster(frame));
        }
    }

    /** BT.709 in limited range back to RGB. */
    private static Raster raster(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int row = i / width;
            int column = i % width;
            double y = ((frame.data(0).get((long) row * frame.linesize(0) + column) & 255) - 16) / 219.0;
            long half = (long) (row / 2) * frame.linesize(1) + column / 2;
            double b = ((frame.data(1).get(half) & 255) - 128) / 224.0;
            double r = ((frame.data(2).get(half) & 255) - 128) / 224.0;
            double red = y + 1.5748 * r;
            double blue = y + 1.8556 * b;
            double green = (y - 0.2126 * red - 0.0722 * blue) / 0.7152;
            rgb[3 * i] = (byte) Math.clamp(Math.round(255 * red), 0, 255);
            rgb[3 * i + 1] = (byte) Math.clamp(Math.round(255 * green), 0, 255);
            rgb[3 * i + 2] = (byte) Math.clamp(Math.round(255 * blue), 0, 255);
        }
        return new Raster(width, height, rgb);
    }
}
