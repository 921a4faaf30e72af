/**
 * libtorch through DJL and its C interface, behind one small wrapper: tensors, scopes, operations, safetensors,
 * gradients. Nobody outside this package sees a native handle.
 */
@NullMarked
package dev.calotype.tensor;

import org.jspecify.annotations.NullMarked;
