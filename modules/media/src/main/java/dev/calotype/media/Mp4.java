package dev.calotype.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Clips as MP4 files of H.264, made by FFmpeg with OpenH264 in memory. Sides are even there: an odd one gets its last row or
 * column twice. Safe for any thread; native memory lives for one call.
 */
public final class Mp4 implements AutoCloseable {
    private static final int COARSE = 36;
    private static final int COARSER = 16;

    private final AVFormatContext container = new AVFormatContext(null);
    private final H264 encoder;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();

    private Mp4(Clip clip, int finest) {
        H264.check("an MP4 container", avformat_alloc_output_context2(container, null, "mp4", null));
        encoder = new H264(clip, finest);
        stream = avformat_new_stream(container, null);
        H264.check("a video stream", avcodec_parameters_from_context(stream.codecpar(), encoder.context()));
        stream.time_base(encoder.context().time_base());
        stream.avg_frame_rate(encoder.context().framerate());
    }

    /**
     * An MP4 of the clip.
     *
     * @throws IllegalStateException if FFmpeg refuses, with its reason
     */
    public static byte[] encode(Clip clip) {
        return encode(clip, H264.FINEST);
    }

    /** Noise takes more bits than the encoder has room for; then it is encoded coarser. */
    private static byte[] encode(Clip clip, int finest) {
        try (var video = new Mp4(clip, finest)) {
            return video.write(clip);
        } catch (IllegalStateException e) {
            if (finest >= COARSE) {
                throw e;
            }
        }
        return encode(clip, finest + COARSER);
    }

    private byte[] write(Clip clip) {
        var io = new AVIOContext(null);
        H264.check("a buffer in memory", avio_open_dyn_buf(io));
        container.pb(io);
        try {
            H264.check("an MP4 header", avformat_write_header(container, (AVDictionary) null));
            for (int i = 0; i < clip.frames().size(); i++) {
                add(encoder.frame(clip.frames().get(i), i));
            }
            add(null);
            H264.check("an MP4 trailer", av_write_trailer(container));
        } catch (RuntimeException | Error e) {
            Object unused = taken(io);
            throw e;
        }
        return taken(io);
    }

    /** Closes the buffer and gives what was written to it. */
    private static byte[] taken(AVIOContext io) {
        var buffer = new BytePointer((Pointer) null);
        byte[] bytes = new byte[avio_close_dyn_buf(io, buffer)];
        buffer.get(bytes);
        av_free(buffer);
        return bytes;
    }

    /** Encodes a frame, or with null what is still held back. */
    private void add(@Nullable AVFrame frame) {
        H264.check("a frame", avcodec_send_frame(encoder.context(), frame));
        int found = avcodec_receive_packet(encoder.context(), packet);
        while (found >= 0) {
            packet.duration(1);
            av_packet_rescale_ts(packet, encoder.context().time_base(), stream.time_base());
            packet.stream_index(stream.index());
            H264.check("a packet", av_interleaved_write_frame(container, packet));
            found = avcodec_receive_packet(encoder.context(), packet);
        }
        if (found != AVERROR_EAGAIN() && found != AVERROR_EOF()) {
            H264.check("a packet", found);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        encoder.close();
        avformat_free_context(container);
    }
}
