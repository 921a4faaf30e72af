package dev.calotype.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_HIGH;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_IEC61966_2_1;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import dev.calotype.spi.Raster;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** An encoder of one clip: frames in, packets out. Owns native memory until closed. */
final class H264 implements AutoCloseable {
    static final int FINEST = 4;
    private static final int COARSEST = 26;
    private static final long BITS_A_PIXEL = 2;
    private static final long FEWEST_BITS = 2_000_000;
    private static final int MESSAGE = 256;

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();

    H264(Clip clip, int finest) {
        av_log_set_level(AV_LOG_ERROR);
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        if (codec == null || codec.isNull()) {
            throw new IllegalStateException("this build of FFmpeg has no OpenH264; MP4 needs it");
        }
        context = avcodec_alloc_context3(codec);
        describe(clip, finest);
        var options = new AVDictionary(null);
        check("an option", av_dict_set(options, "rc_mode", "quality", 0));
        check("an H.264 encoder", avcodec_open2(context, codec, options));
        av_dict_free(options);
        frame.format(AV_PIX_FMT_YUV420P);
        frame.width(context.width());
        frame.height(context.height());
        frame.colorspace(AVCOL_SPC_BT709);
        frame.color_range(AVCOL_RANGE_MPEG);
        check("memory for a frame", av_frame_get_buffer(frame, 0));
    }

    private void describe(Clip clip, int finest) {
        int width = clip.width() + clip.width() % 2;
        int height = clip.height() + clip.height() % 2;
        context.width(width);
        context.height(height);
        context.time_base(av_make_q(1, clip.fps()));
        context.framerate(av_make_q(clip.fps(), 1));
        context.gop_size(2 * clip.fps());
        context.bit_rate(Math.max(FEWEST_BITS, BITS_A_PIXEL * width * height * clip.fps()));
        context.qmin(finest);
        context.qmax(Math.max(COARSEST, finest + 6));
        context.pix_fmt(AV_PIX_FMT_YUV420P);
        context.colorspace(AVCOL_SPC_BT709);
        context.color_range(AVCOL_RANGE_MPEG);
        context.color_primaries(AVCOL_PRI_BT709);
        context.color_trc(AVCOL_TRC_IEC61966_2_1);
        context.profile(AV_PROFILE_H264_HIGH);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }

    AVCodecContext context() {
        return context;
    }

    /** A picture as the encoder takes it, in memory that the next one overwrites. */
    AVFrame frame(Raster picture, int index) {
        check("memory for a frame", av_frame_make_writable(frame));
        var planes = new Yuv420(picture, context.width(), context.height());
        write(0, planes.luma(), context.width());
        write(1, planes.blue(), context.width() / 2);
        write(2, planes.red(), context.width() / 2);
        frame.pts(index);
        return frame;
    }

    private void write(int plane, byte[] values, int width) {
        BytePointer target = frame.data(plane);
        for (int row = 0; row < values.length / width; row++) {
            target.position((long) row * frame.linesize(plane)).put(values, row * width, width);
        }
        target.position(0);
    }

    /** Refuses a result of FFmpeg that is an error. */
    static void check(String what, int result) {
        if (result < 0) {
            byte[] reason = new byte[MESSAGE];
            av_strerror(result, reason, reason.length);
            throw new IllegalStateException("FFmpeg could not make " + what + ": " + new String(reason, UTF_8).trim());
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
