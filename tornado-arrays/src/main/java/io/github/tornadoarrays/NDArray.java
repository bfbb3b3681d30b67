package io.github.tornadoarrays;

import io.github.tornadoarrays.core.Buffer;
import io.github.tornadoarrays.core.DType;
import io.github.tornadoarrays.core.DTypeException;
import io.github.tornadoarrays.core.Half;
import io.github.tornadoarrays.core.HostBuffer;
import io.github.tornadoarrays.core.Layout;
import io.github.tornadoarrays.core.Origin;
import io.github.tornadoarrays.core.Place;
import io.github.tornadoarrays.core.Promotion;
import io.github.tornadoarrays.core.Shape;
import io.github.tornadoarrays.core.ShapeException;
import io.github.tornadoarrays.graph.Graph;
import io.github.tornadoarrays.graph.Node;
import io.github.tornadoarrays.graph.Value;
import io.github.tornadoarrays.ir.Op;
import io.github.tornadoarrays.run.Dlpack;
import io.github.tornadoarrays.run.Engines;
import io.github.tornadoarrays.run.Realizer;
import io.github.tornadoarrays.run.Release;
import io.github.tornadoarrays.text.ArrayText;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An n-dimensional array of numbers of one type: NumPy's {@code ndarray}.
 *
 * <p>Operations are lazy: they give an array that is computed, fused with its neighbours, when its elements are asked for.
 * That can be seen as speed only; what is read, and when it was written, is as in NumPy. Slices and reshapes are views: they
 * share elements with the array that they come from.
 */
public final class NDArray {
    /** Bytes from which on it is known where an array was closed. */
    private static final long LOOKED_UP = 1 << 20;

    private final Node base;
    private final Layout layout;

    /** {@link Op#REAL} or {@link Op#IMAG} where the elements are those parts of a complex base's; else null. */
    private final @Nullable Op part;

    private Node node;

    /** Elements of a node's row-major order, picked by a layout. Arrays with one base share elements. */
    NDArray(Node base, Layout layout) {
        this(base, layout, null);
    }

    private NDArray(Node base, Layout layout, @Nullable Op part) {
        this.base = base;
        this.layout = layout;
        this.part = part;
    }

    /** All elements of a node. */
    NDArray(Node base) {
        this(base, base.layout());
        node = base.value() instanceof Value.Const ? null : base;
        Realizer.lighten(base);
        Errors.look(base);
    }

    // ---- what it is

    public DType dtype() {
        return part == null ? base.dtype() : base.dtype().part();
    }

    public long[] shape() {
        return layout.shape().clone();
    }

    public long shape(int axis) {
        return layout.shape()[Shape.axis("shape", axis, layout.shape())];
    }

    public int ndim() {
        return layout.rank();
    }

    public long size() {
        return layout.size();
    }

    /** Where the elements are, or will be computed. */
    public Device device() {
        return new Device(Engines.at(place()));
    }

    /**
     * The elements on another device, computed now; this array itself where it is there.
     *
     * @throws io.github.tornadoarrays.core.DeviceException if there is none of that name; the message lists those there are
     */
    public NDArray to(String device) {
        return to(new Device(Engines.named("to", device)));
    }

    /** As {@link #to(String)}. From one CUDA device to another the host has no part in it. */
    public NDArray to(Device device) {
        Place there = device.engine().memory();
        if (Engines.at(place()).memory() == there) {
            return this;
        }
        Buffer here = inOrder();
        Buffer copy = device.engine().fromPeer(here);
        return copy != null
                ? new NDArray(Node.leaf(dtype(), layout.shape(), copy))
                : Places.array(there, dtype(), layout.shape(), Engines.toHost(here));
    }

    // ---- for the rest of this package

    Layout layout() {
        return layout;
    }

    /** What this array is, as an operand of an expression. */
    Node node() {
        if (part != null) {
            return partNode(part);
        }
        Node n = node;
        if (n == null) {
            if (base.value() instanceof Value.Const) {
                // The base becomes memory when this array is written to; what reads it now must stay as it is.
                return Graph.constant(base, layout);
            }
            n = layout.size() == base.size()
                            && layout.offset() == 0
                            && layout.isContiguous()
                            && java.util.Arrays.equals(layout.shape(), base.shape())
                    ? base
                    : Graph.view(base, layout);
            node = n;
        }
        return n;
    }

    /** Made anew once the base is in memory, where it may be written to. */
    private Node partNode(Op op) {
        Node n = node;
        if (n == null || !base.isPending()) {
            n = Graph.unary(dtype().toString(), op, whole().node());
            if (n.lifetime() == base.lifetime()) {
                node = n;
            }
        }
        return n;
    }

    /** The node whose elements {@link #layout()} picks from. */
    Node base() {
        return part == null ? base : Graph.unary(dtype().toString(), part, base);
    }

    /** The view of the real or imaginary parts of a complex array. */
    NDArray part(Op realOrImag) {
        return new NDArray(base, layout, realOrImag);
    }

    /** Whether the elements are a view of parts of complex numbers. */
    boolean isPart() {
        return part != null;
    }

    /** The complex array that this one is a part of, or itself. */
    NDArray whole() {
        return part == null ? this : new NDArray(base, layout);
    }

    /** What the whole is when this part is a node's elements. */
    Node wholeOf(Node value, Node old) {
        Node v = Graph.cast(value, dtype());
        return part == Op.REAL
                ? Graph.binary("set", Op.COMPLEX, v, Graph.unary("set", Op.IMAG, old))
                : Graph.binary("set", Op.COMPLEX, Graph.unary("set", Op.REAL, old), v);
    }

    /** The memory of the array's base, to be written to: nothing pending reads it any more. Not for a {@linkplain #isPart part}. */
    Buffer writable() {
        return Realizer.writable(base);
    }

    /** Another view of the same elements. */
    NDArray view(Layout other) {
        return new NDArray(base, other, part);
    }

    /** Whether two arrays share memory, so that a write to one may be seen in the other. */
    boolean sharesMemory(NDArray other) {
        return base == other.base;
    }

    /** The memory of the array's base; computed now unless it is there. Elements lie where {@link #layout()} says. */
    Buffer buffer() {
        return Realizer.realize(base());
    }

    /** These elements in a type: this array itself where that is its own, so not to be handed out where a copy is expected. */
    NDArray as(DType type) {
        return type == dtype() ? this : new NDArray(Graph.cast(node(), type));
    }

    /** The elements one after another in memory of their place. */
    Buffer inOrder() {
        return layout.offset() == 0 && layout.isContiguous() && layout.size() == base.size()
                ? buffer()
                : Realizer.realize(Graph.copy(node()));
    }

    /** The base's elements in the host's memory. */
    HostBuffer host() {
        return Engines.toHost(buffer());
    }

    /** Where the elements are or will be; null where they can be anywhere. */
    @Nullable
    Place place() {
        return base.place();
    }

    /** The elements in row-major order in host memory: this array's own memory where it lies so, else a copy. */
    HostBuffer contiguous() {
        return Engines.toHost(inOrder());
    }

    /** Writes a value, of a shape that broadcasts to this one's, into these elements. */
    void assign(Supplier<Node> value) {
        Realizer.write(base, layout, part == null ? value : () -> wholeOf(value.get(), whole().node()));
    }

    /** The type that a Java number has beside an array: weak, so that it never widens the array's own kind. */
    static DType scalarType(Number x) {
        return x instanceof Complex
                ? DType.COMPLEX128
                : x instanceof Double || x instanceof Float ? DType.FLOAT64 : DType.INT64;
    }

    static Node scalar(DType type, Number x) {
        if (type.isInexact() || x instanceof Double || x instanceof Float || x instanceof Complex) {
            return x instanceof Complex c
                    ? Graph.constant(type, Shape.SCALAR, rounded(type.part(), c.re()), rounded(type.part(), c.im()))
                    : Graph.constant(type, Shape.SCALAR, rounded(type.part(), x.doubleValue()), 0);
        }
        return Graph.constant(type, Shape.SCALAR, x.longValue());
    }

    static double rounded(DType type, double x) {
        return switch (type) {
            case FLOAT16 -> Float.float16ToFloat(Float.floatToFloat16((float) x));
            case BFLOAT16 -> Half.bfloat16ToFloat(Half.floatToBfloat16((float) x));
            case FLOAT32 -> (float) x;
            default -> x;
        };
    }

    NDArray binary(String name, Op op, NDArray other) {
        return new NDArray(Graph.binary(name, op, node(), other.node()));
    }

    NDArray binary(String name, Op op, Number other) {
        DType t = Promotion.weak(dtype(), scalarType(other));
        return new NDArray(Graph.binary(name, op, node(), scalar(t, other), t));
    }

    NDArray unary(String name, Op op) {
        return new NDArray(Graph.unary(name, op, node()));
    }

    // ---- arithmetic, comparison, functions of elements (ElementwiseFunctions has them as functions)

    /** {@code this + other}; see {@link Np#add(NDArray, NDArray)}. */
    public NDArray add(NDArray other) {
        return Elementwise.binary("add", Op.ADD, Operand.of(this), Operand.of(other));
    }

    /** As {@link #add(NDArray)}. */
    public NDArray add(Number other) {
        return Elementwise.binary("add", Op.ADD, Operand.of(this), Operand.of(other));
    }

    /** {@code this - other}; see {@link Np#subtract(NDArray, NDArray)}. */
    public NDArray sub(NDArray other) {
        return Elementwise.binary("sub", Op.SUB, Operand.of(this), Operand.of(other));
    }

    /** As {@link #sub(NDArray)}. */
    public NDArray sub(Number other) {
        return Elementwise.binary("sub", Op.SUB, Operand.of(this), Operand.of(other));
    }

    /** {@code this * other}; see {@link Np#multiply(NDArray, NDArray)}. */
    public NDArray mul(NDArray other) {
        return Elementwise.binary("mul", Op.MUL, Operand.of(this), Operand.of(other));
    }

    /** As {@link #mul(NDArray)}. */
    public NDArray mul(Number other) {
        return Elementwise.binary("mul", Op.MUL, Operand.of(this), Operand.of(other));
    }

    /** {@code this / other}, of integers in float64; see {@link Np#divide(NDArray, NDArray)}. */
    public NDArray div(NDArray other) {
        return Elementwise.binary("div", Op.DIV, Operand.of(this), Operand.of(other));
    }

    /** As {@link #div(NDArray)}. */
    public NDArray div(Number other) {
        return Elementwise.binary("div", Op.DIV, Operand.of(this), Operand.of(other));
    }

    /** {@code this / other}, rounded towards minus infinity; see {@link Np#floorDivide(NDArray, NDArray)}. */
    public NDArray floorDiv(NDArray other) {
        return Elementwise.binary("floorDiv", Op.FLOOR_DIV, Operand.of(this), Operand.of(other));
    }

    /** As {@link #floorDiv(NDArray)}. */
    public NDArray floorDiv(Number other) {
        return Elementwise.binary("floorDiv", Op.FLOOR_DIV, Operand.of(this), Operand.of(other));
    }

    /** The remainder of {@link #floorDiv}; it has the divisor's sign; see {@link Np#remainder(NDArray, NDArray)}. */
    public NDArray mod(NDArray other) {
        return Elementwise.binary("mod", Op.MOD, Operand.of(this), Operand.of(other));
    }

    /** As {@link #mod(NDArray)}. */
    public NDArray mod(Number other) {
        return Elementwise.binary("mod", Op.MOD, Operand.of(this), Operand.of(other));
    }

    /** {@code this to the power other}; see {@link Np#pow(NDArray, NDArray)}. */
    public NDArray pow(NDArray other) {
        return Elementwise.power("pow", Operand.of(this), Operand.of(other));
    }

    /** As {@link #pow(NDArray)}. */
    public NDArray pow(Number other) {
        return Elementwise.power("pow", Operand.of(this), Operand.of(other));
    }

    /** Whether {@code this < other}; see {@link Np#less(NDArray, NDArray)}. */
    public NDArray lt(NDArray other) {
        return Elementwise.compare("lt", Op.LT, Operand.of(this), Operand.of(other));
    }

    /** As {@link #lt(NDArray)}. */
    public NDArray lt(Number other) {
        return Elementwise.compare("lt", Op.LT, Operand.of(this), Operand.of(other));
    }

    /** Whether {@code this <= other}; see {@link Np#lessEqual(NDArray, NDArray)}. */
    public NDArray le(NDArray other) {
        return Elementwise.compare("le", Op.LE, Operand.of(this), Operand.of(other));
    }

    /** As {@link #le(NDArray)}. */
    public NDArray le(Number other) {
        return Elementwise.compare("le", Op.LE, Operand.of(this), Operand.of(other));
    }

    /** Whether {@code this > other}; see {@link Np#greater(NDArray, NDArray)}. */
    public NDArray gt(NDArray other) {
        return Elementwise.compare("gt", Op.GT, Operand.of(this), Operand.of(other));
    }

    /** As {@link #gt(NDArray)}. */
    public NDArray gt(Number other) {
        return Elementwise.compare("gt", Op.GT, Operand.of(this), Operand.of(other));
    }

    /** Whether {@code this >= other}; see {@link Np#greaterEqual(NDArray, NDArray)}. */
    public NDArray ge(NDArray other) {
        return Elementwise.compare("ge", Op.GE, Operand.of(this), Operand.of(other));
    }

    /** As {@link #ge(NDArray)}. */
    public NDArray ge(Number other) {
        return Elementwise.compare("ge", Op.GE, Operand.of(this), Operand.of(other));
    }

    /** Whether {@code this == other}; see {@link Np#equal(NDArray, NDArray)}. */
    public NDArray eq(NDArray other) {
        return Elementwise.compare("eq", Op.EQ, Operand.of(this), Operand.of(other));
    }

    /** As {@link #eq(NDArray)}. */
    public NDArray eq(Number other) {
        return Elementwise.compare("eq", Op.EQ, Operand.of(this), Operand.of(other));
    }

    /** As {@link #eq(NDArray)}. */
    public NDArray eq(boolean other) {
        return Elementwise.compare("eq", Op.EQ, Operand.of(this), Operand.of(other));
    }

    /** Whether {@code this != other}; see {@link Np#notEqual(NDArray, NDArray)}. */
    public NDArray ne(NDArray other) {
        return Elementwise.compare("ne", Op.NE, Operand.of(this), Operand.of(other));
    }

    /** As {@link #ne(NDArray)}. */
    public NDArray ne(Number other) {
        return Elementwise.compare("ne", Op.NE, Operand.of(this), Operand.of(other));
    }

    /** As {@link #ne(NDArray)}. */
    public NDArray ne(boolean other) {
        return Elementwise.compare("ne", Op.NE, Operand.of(this), Operand.of(other));
    }

    /** {@code this & other}; see {@link Np#bitwiseAnd(NDArray, NDArray)}. */
    public NDArray and(NDArray other) {
        return Elementwise.binary("and", Op.AND, Operand.of(this), Operand.of(other));
    }

    /** As {@link #and(NDArray)}. */
    public NDArray and(Number other) {
        return Elementwise.binary("and", Op.AND, Operand.of(this), Operand.of(other));
    }

    /** As {@link #and(NDArray)}. */
    public NDArray and(boolean other) {
        return Elementwise.binary("and", Op.AND, Operand.of(this), Operand.of(other));
    }

    /** {@code this | other}; see {@link Np#bitwiseOr(NDArray, NDArray)}. */
    public NDArray or(NDArray other) {
        return Elementwise.binary("or", Op.OR, Operand.of(this), Operand.of(other));
    }

    /** As {@link #or(NDArray)}. */
    public NDArray or(Number other) {
        return Elementwise.binary("or", Op.OR, Operand.of(this), Operand.of(other));
    }

    /** As {@link #or(NDArray)}. */
    public NDArray or(boolean other) {
        return Elementwise.binary("or", Op.OR, Operand.of(this), Operand.of(other));
    }

    /** {@code this ^ other}; see {@link Np#bitwiseXor(NDArray, NDArray)}. */
    public NDArray xor(NDArray other) {
        return Elementwise.binary("xor", Op.XOR, Operand.of(this), Operand.of(other));
    }

    /** As {@link #xor(NDArray)}. */
    public NDArray xor(Number other) {
        return Elementwise.binary("xor", Op.XOR, Operand.of(this), Operand.of(other));
    }

    /** As {@link #xor(NDArray)}. */
    public NDArray xor(boolean other) {
        return Elementwise.binary("xor", Op.XOR, Operand.of(this), Operand.of(other));
    }

    /** {@code this << other}; see {@link Np#bitwiseLeftShift(NDArray, NDArray)}. */
    public NDArray shl(NDArray other) {
        return Elementwise.binary("shl", Op.SHL, Operand.of(this), Operand.of(other));
    }

    /** As {@link #shl(NDArray)}. */
    public NDArray shl(Number other) {
        return Elementwise.binary("shl", Op.SHL, Operand.of(this), Operand.of(other));
    }

    /** {@code this >> other}; see {@link Np#bitwiseRightShift(NDArray, NDArray)}. */
    public NDArray shr(NDArray other) {
        return Elementwise.binary("shr", Op.SHR, Operand.of(this), Operand.of(other));
    }

    /** As {@link #shr(NDArray)}. */
    public NDArray shr(Number other) {
        return Elementwise.binary("shr", Op.SHR, Operand.of(this), Operand.of(other));
    }

    /** The larger of each two elements; see {@link Np#maximum(NDArray, NDArray)}. */
    public NDArray maximum(NDArray other) {
        return Elementwise.binary("maximum", Op.MAX, Operand.of(this), Operand.of(other));
    }

    /** As {@link #maximum(NDArray)}. */
    public NDArray maximum(Number other) {
        return Elementwise.binary("maximum", Op.MAX, Operand.of(this), Operand.of(other));
    }

    /** The smaller of each two elements; see {@link Np#minimum(NDArray, NDArray)}. */
    public NDArray minimum(NDArray other) {
        return Elementwise.binary("minimum", Op.MIN, Operand.of(this), Operand.of(other));
    }

    /** As {@link #minimum(NDArray)}. */
    public NDArray minimum(Number other) {
        return Elementwise.binary("minimum", Op.MIN, Operand.of(this), Operand.of(other));
    }

    /** {@code -this}. */
    public NDArray neg() {
        return Elementwise.unary("neg", Op.NEG, this);
    }

    /** All bits turned over; of bool, not. */
    public NDArray not() {
        return Elementwise.unary("not", Op.NOT, this);
    }

    /** See {@link Np#abs(NDArray)}. */
    public NDArray abs() {
        return Np.abs(this);
    }

    /** See {@link Np#acos(NDArray)}. */
    public NDArray acos() {
        return Np.acos(this);
    }

    /** See {@link Np#acosh(NDArray)}. */
    public NDArray acosh() {
        return Np.acosh(this);
    }

    /** See {@link Np#asin(NDArray)}. */
    public NDArray asin() {
        return Np.asin(this);
    }

    /** See {@link Np#asinh(NDArray)}. */
    public NDArray asinh() {
        return Np.asinh(this);
    }

    /** See {@link Np#atan(NDArray)}. */
    public NDArray atan() {
        return Np.atan(this);
    }

    /** See {@link Np#atanh(NDArray)}. */
    public NDArray atanh() {
        return Np.atanh(this);
    }

    /** See {@link Np#cbrt(NDArray)}. */
    public NDArray cbrt() {
        return Np.cbrt(this);
    }

    /** See {@link Np#ceil(NDArray)}. */
    public NDArray ceil() {
        return Np.ceil(this);
    }

    /** See {@link Np#conj(NDArray)}. */
    public NDArray conj() {
        return Np.conj(this);
    }

    /** See {@link Np#cos(NDArray)}. */
    public NDArray cos() {
        return Np.cos(this);
    }

    /** See {@link Np#cosh(NDArray)}. */
    public NDArray cosh() {
        return Np.cosh(this);
    }

    /** See {@link Np#degrees(NDArray)}. */
    public NDArray degrees() {
        return Np.degrees(this);
    }

    /** See {@link Np#exp(NDArray)}. */
    public NDArray exp() {
        return Np.exp(this);
    }

    /** See {@link Np#exp2(NDArray)}. */
    public NDArray exp2() {
        return Np.exp2(this);
    }

    /** See {@link Np#expm1(NDArray)}. */
    public NDArray expm1() {
        return Np.expm1(this);
    }

    /** See {@link Np#floor(NDArray)}. */
    public NDArray floor() {
        return Np.floor(this);
    }

    /** See {@link Np#imag(NDArray)}. */
    public NDArray imag() {
        return Np.imag(this);
    }

    /** See {@link Np#isfinite(NDArray)}. */
    public NDArray isfinite() {
        return Np.isfinite(this);
    }

    /** See {@link Np#isinf(NDArray)}. */
    public NDArray isinf() {
        return Np.isinf(this);
    }

    /** See {@link Np#isnan(NDArray)}. */
    public NDArray isnan() {
        return Np.isnan(this);
    }

    /** See {@link Np#log(NDArray)}. */
    public NDArray log() {
        return Np.log(this);
    }

    /** See {@link Np#log10(NDArray)}. */
    public NDArray log10() {
        return Np.log10(this);
    }

    /** See {@link Np#log1p(NDArray)}. */
    public NDArray log1p() {
        return Np.log1p(this);
    }

    /** See {@link Np#log2(NDArray)}. */
    public NDArray log2() {
        return Np.log2(this);
    }

    /** See {@link Np#logicalNot(NDArray)}. */
    public NDArray logicalNot() {
        return Np.logicalNot(this);
    }

    /** See {@link Np#radians(NDArray)}. */
    public NDArray radians() {
        return Np.radians(this);
    }

    /** See {@link Np#real(NDArray)}. */
    public NDArray real() {
        return Np.real(this);
    }

    /** See {@link Np#reciprocal(NDArray)}. */
    public NDArray reciprocal() {
        return Np.reciprocal(this);
    }

    /** See {@link Np#sign(NDArray)}. */
    public NDArray sign() {
        return Np.sign(this);
    }

    /** See {@link Np#signbit(NDArray)}. */
    public NDArray signbit() {
        return Np.signbit(this);
    }

    /** See {@link Np#sin(NDArray)}. */
    public NDArray sin() {
        return Np.sin(this);
    }

    /** See {@link Np#sinc(NDArray)}. */
    public NDArray sinc() {
        return Np.sinc(this);
    }

    /** See {@link Np#sinh(NDArray)}. */
    public NDArray sinh() {
        return Np.sinh(this);
    }

    /** See {@link Np#sqrt(NDArray)}. */
    public NDArray sqrt() {
        return Np.sqrt(this);
    }

    /** See {@link Np#square(NDArray)}. */
    public NDArray square() {
        return Np.square(this);
    }

    /** See {@link Np#tan(NDArray)}. */
    public NDArray tan() {
        return Np.tan(this);
    }

    /** See {@link Np#tanh(NDArray)}. */
    public NDArray tanh() {
        return Np.tanh(this);
    }

    /** See {@link Np#trunc(NDArray)}. */
    public NDArray trunc() {
        return Np.trunc(this);
    }

    /** See {@link Np#round(NDArray)}. */
    public NDArray round() {
        return Np.round(this);
    }

    /** See {@link Np#round(NDArray, int)}. */
    public NDArray round(int decimals) {
        return Np.round(this, decimals);
    }

    /** See {@link Np#nanToNum(NDArray)}. */
    public NDArray nanToNum() {
        return Np.nanToNum(this);
    }

    /** See {@link Np#clip(NDArray, Number, Number)}. */
    public NDArray clip(@Nullable Number min, @Nullable Number max) {
        return Np.clip(this, min, max);
    }

    /** The elements in another type: to integers truncated, to bool whether they are not zero, of complex the real part. */
    public NDArray astype(DType type) {
        return new NDArray(type == dtype() ? Graph.copy(node()) : Graph.cast(node(), type));
    }

    /**
     * As {@link #astype(DType)}, of the type with NumPy's name.
     *
     * @throws DTypeException if there is none
     */
    public NDArray astype(String type) {
        return astype(DType.of(type));
    }

    // ---- arithmetic in place: the result, cast within its kind, is written over this array, which is returned

    /**
     * Writes {@code this.add(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray addi(NDArray other) {
        return Elementwise.inPlace(
                "addi", this, () -> Elementwise.binary("addi", Op.ADD, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #addi(NDArray)}. */
    public NDArray addi(Number other) {
        return Elementwise.inPlace(
                "addi", this, () -> Elementwise.binary("addi", Op.ADD, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.sub(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray subi(NDArray other) {
        return Elementwise.inPlace(
                "subi", this, () -> Elementwise.binary("subi", Op.SUB, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #subi(NDArray)}. */
    public NDArray subi(Number other) {
        return Elementwise.inPlace(
                "subi", this, () -> Elementwise.binary("subi", Op.SUB, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.mul(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray muli(NDArray other) {
        return Elementwise.inPlace(
                "muli", this, () -> Elementwise.binary("muli", Op.MUL, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #muli(NDArray)}. */
    public NDArray muli(Number other) {
        return Elementwise.inPlace(
                "muli", this, () -> Elementwise.binary("muli", Op.MUL, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.div(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray divi(NDArray other) {
        return Elementwise.inPlace(
                "divi", this, () -> Elementwise.binary("divi", Op.DIV, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #divi(NDArray)}. */
    public NDArray divi(Number other) {
        return Elementwise.inPlace(
                "divi", this, () -> Elementwise.binary("divi", Op.DIV, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.floorDiv(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray floorDivi(NDArray other) {
        return Elementwise.inPlace(
                "floorDivi",
                this,
                () -> Elementwise.binary("floorDivi", Op.FLOOR_DIV, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #floorDivi(NDArray)}. */
    public NDArray floorDivi(Number other) {
        return Elementwise.inPlace(
                "floorDivi",
                this,
                () -> Elementwise.binary("floorDivi", Op.FLOOR_DIV, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.mod(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray modi(NDArray other) {
        return Elementwise.inPlace(
                "modi", this, () -> Elementwise.binary("modi", Op.MOD, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #modi(NDArray)}. */
    public NDArray modi(Number other) {
        return Elementwise.inPlace(
                "modi", this, () -> Elementwise.binary("modi", Op.MOD, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.pow(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray powi(NDArray other) {
        return Elementwise.inPlace("powi", this, () -> Elementwise.power("powi", Operand.of(this), Operand.of(other)));
    }

    /** As {@link #powi(NDArray)}. */
    public NDArray powi(Number other) {
        return Elementwise.inPlace("powi", this, () -> Elementwise.power("powi", Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.and(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray andi(NDArray other) {
        return Elementwise.inPlace(
                "andi", this, () -> Elementwise.binary("andi", Op.AND, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #andi(NDArray)}. */
    public NDArray andi(Number other) {
        return Elementwise.inPlace(
                "andi", this, () -> Elementwise.binary("andi", Op.AND, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #andi(NDArray)}. */
    public NDArray andi(boolean other) {
        return Elementwise.inPlace(
                "andi", this, () -> Elementwise.binary("andi", Op.AND, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.or(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray ori(NDArray other) {
        return Elementwise.inPlace(
                "ori", this, () -> Elementwise.binary("ori", Op.OR, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #ori(NDArray)}. */
    public NDArray ori(Number other) {
        return Elementwise.inPlace(
                "ori", this, () -> Elementwise.binary("ori", Op.OR, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #ori(NDArray)}. */
    public NDArray ori(boolean other) {
        return Elementwise.inPlace(
                "ori", this, () -> Elementwise.binary("ori", Op.OR, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.xor(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray xori(NDArray other) {
        return Elementwise.inPlace(
                "xori", this, () -> Elementwise.binary("xori", Op.XOR, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #xori(NDArray)}. */
    public NDArray xori(Number other) {
        return Elementwise.inPlace(
                "xori", this, () -> Elementwise.binary("xori", Op.XOR, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #xori(NDArray)}. */
    public NDArray xori(boolean other) {
        return Elementwise.inPlace(
                "xori", this, () -> Elementwise.binary("xori", Op.XOR, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.shl(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray shli(NDArray other) {
        return Elementwise.inPlace(
                "shli", this, () -> Elementwise.binary("shli", Op.SHL, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #shli(NDArray)}. */
    public NDArray shli(Number other) {
        return Elementwise.inPlace(
                "shli", this, () -> Elementwise.binary("shli", Op.SHL, Operand.of(this), Operand.of(other)));
    }

    /**
     * Writes {@code this.shr(other)} over this array's elements.
     *
     * @throws DTypeException if the result's type is of a wider kind
     * @throws ShapeException if the result has another shape, or this is a broadcast view
     */
    public NDArray shri(NDArray other) {
        return Elementwise.inPlace(
                "shri", this, () -> Elementwise.binary("shri", Op.SHR, Operand.of(this), Operand.of(other)));
    }

    /** As {@link #shri(NDArray)}. */
    public NDArray shri(Number other) {
        return Elementwise.inPlace(
                "shri", this, () -> Elementwise.binary("shri", Op.SHR, Operand.of(this), Operand.of(other)));
    }

    // ---- folds and scans (ReductionFunctions)

    /** See {@link Np#sum(NDArray, int...)}. */
    public NDArray sum(int... axes) {
        return Np.sum(this, axes);
    }

    /** See {@link Np#sum(NDArray, int...)}. */
    public NDArray sum(Reduction how) {
        return Np.sum(this, how);
    }

    /** See {@link Np#prod(NDArray, int...)}. */
    public NDArray prod(int... axes) {
        return Np.prod(this, axes);
    }

    /** See {@link Np#prod(NDArray, int...)}. */
    public NDArray prod(Reduction how) {
        return Np.prod(this, how);
    }

    /** See {@link Np#min(NDArray, int...)}. */
    public NDArray min(int... axes) {
        return Np.min(this, axes);
    }

    /** See {@link Np#min(NDArray, int...)}. */
    public NDArray min(Reduction how) {
        return Np.min(this, how);
    }

    /** See {@link Np#max(NDArray, int...)}. */
    public NDArray max(int... axes) {
        return Np.max(this, axes);
    }

    /** See {@link Np#max(NDArray, int...)}. */
    public NDArray max(Reduction how) {
        return Np.max(this, how);
    }

    /** See {@link Np#mean(NDArray, int...)}. */
    public NDArray mean(int... axes) {
        return Np.mean(this, axes);
    }

    /** See {@link Np#mean(NDArray, int...)}. */
    public NDArray mean(Reduction how) {
        return Np.mean(this, how);
    }

    /** See {@link Np#var(NDArray, int...)}. */
    public NDArray var(int... axes) {
        return Np.var(this, axes);
    }

    /** See {@link Np#var(NDArray, int...)}. */
    public NDArray var(Reduction how) {
        return Np.var(this, how);
    }

    /** See {@link Np#std(NDArray, int...)}. */
    public NDArray std(int... axes) {
        return Np.std(this, axes);
    }

    /** See {@link Np#std(NDArray, int...)}. */
    public NDArray std(Reduction how) {
        return Np.std(this, how);
    }

    /** See {@link Np#any(NDArray, int...)}. */
    public NDArray any(int... axes) {
        return Np.any(this, axes);
    }

    /** See {@link Np#any(NDArray, int...)}. */
    public NDArray any(Reduction how) {
        return Np.any(this, how);
    }

    /** See {@link Np#all(NDArray, int...)}. */
    public NDArray all(int... axes) {
        return Np.all(this, axes);
    }

    /** See {@link Np#all(NDArray, int...)}. */
    public NDArray all(Reduction how) {
        return Np.all(this, how);
    }

    /** See {@link Np#countNonzero(NDArray, int...)}. */
    public NDArray countNonzero(int... axes) {
        return Np.countNonzero(this, axes);
    }

    /** See {@link Np#countNonzero(NDArray, int...)}. */
    public NDArray countNonzero(Reduction how) {
        return Np.countNonzero(this, how);
    }

    /** See {@link Np#ptp(NDArray, int...)}. */
    public NDArray ptp(int... axes) {
        return Np.ptp(this, axes);
    }

    /** See {@link Np#ptp(NDArray, int...)}. */
    public NDArray ptp(Reduction how) {
        return Np.ptp(this, how);
    }

    /** See {@link Np#norm(NDArray, int...)}. */
    public NDArray norm(int... axes) {
        return Np.norm(this, axes);
    }

    /** See {@link Np#norm(NDArray, int...)}. */
    public NDArray norm(Reduction how) {
        return Np.norm(this, how);
    }

    /** See {@link Np#nansum(NDArray, int...)}. */
    public NDArray nansum(int... axes) {
        return Np.nansum(this, axes);
    }

    /** See {@link Np#nansum(NDArray, int...)}. */
    public NDArray nansum(Reduction how) {
        return Np.nansum(this, how);
    }

    /** See {@link Np#nanprod(NDArray, int...)}. */
    public NDArray nanprod(int... axes) {
        return Np.nanprod(this, axes);
    }

    /** See {@link Np#nanprod(NDArray, int...)}. */
    public NDArray nanprod(Reduction how) {
        return Np.nanprod(this, how);
    }

    /** See {@link Np#nanmin(NDArray, int...)}. */
    public NDArray nanmin(int... axes) {
        return Np.nanmin(this, axes);
    }

    /** See {@link Np#nanmin(NDArray, int...)}. */
    public NDArray nanmin(Reduction how) {
        return Np.nanmin(this, how);
    }

    /** See {@link Np#nanmax(NDArray, int...)}. */
    public NDArray nanmax(int... axes) {
        return Np.nanmax(this, axes);
    }

    /** See {@link Np#nanmax(NDArray, int...)}. */
    public NDArray nanmax(Reduction how) {
        return Np.nanmax(this, how);
    }

    /** See {@link Np#nanmean(NDArray, int...)}. */
    public NDArray nanmean(int... axes) {
        return Np.nanmean(this, axes);
    }

    /** See {@link Np#nanmean(NDArray, int...)}. */
    public NDArray nanmean(Reduction how) {
        return Np.nanmean(this, how);
    }

    /** See {@link Np#nanvar(NDArray, int...)}. */
    public NDArray nanvar(int... axes) {
        return Np.nanvar(this, axes);
    }

    /** See {@link Np#nanvar(NDArray, int...)}. */
    public NDArray nanvar(Reduction how) {
        return Np.nanvar(this, how);
    }

    /** See {@link Np#nanstd(NDArray, int...)}. */
    public NDArray nanstd(int... axes) {
        return Np.nanstd(this, axes);
    }

    /** See {@link Np#nanstd(NDArray, int...)}. */
    public NDArray nanstd(Reduction how) {
        return Np.nanstd(this, how);
    }

    /** See {@link Np#argmax(NDArray)}. */
    public NDArray argmax() {
        return Np.argmax(this);
    }

    /** See {@link Np#argmax(NDArray)}. */
    public NDArray argmax(int axis) {
        return Np.argmax(this, axis);
    }

    /** See {@link Np#argmax(NDArray)}. */
    public NDArray argmax(Reduction how) {
        return Np.argmax(this, how);
    }

    /** See {@link Np#argmin(NDArray)}. */
    public NDArray argmin() {
        return Np.argmin(this);
    }

    /** See {@link Np#argmin(NDArray)}. */
    public NDArray argmin(int axis) {
        return Np.argmin(this, axis);
    }

    /** See {@link Np#argmin(NDArray)}. */
    public NDArray argmin(Reduction how) {
        return Np.argmin(this, how);
    }

    /** See {@link Np#nanargmax(NDArray)}. */
    public NDArray nanargmax() {
        return Np.nanargmax(this);
    }

    /** See {@link Np#nanargmax(NDArray)}. */
    public NDArray nanargmax(int axis) {
        return Np.nanargmax(this, axis);
    }

    /** See {@link Np#nanargmax(NDArray)}. */
    public NDArray nanargmax(Reduction how) {
        return Np.nanargmax(this, how);
    }

    /** See {@link Np#nanargmin(NDArray)}. */
    public NDArray nanargmin() {
        return Np.nanargmin(this);
    }

    /** See {@link Np#nanargmin(NDArray)}. */
    public NDArray nanargmin(int axis) {
        return Np.nanargmin(this, axis);
    }

    /** See {@link Np#nanargmin(NDArray)}. */
    public NDArray nanargmin(Reduction how) {
        return Np.nanargmin(this, how);
    }

    /** See {@link Np#cumsum(NDArray)}. */
    public NDArray cumsum() {
        return Np.cumsum(this);
    }

    /** See {@link Np#cumsum(NDArray, int)}. */
    public NDArray cumsum(int axis) {
        return Np.cumsum(this, axis);
    }

    /** See {@link Np#cumprod(NDArray)}. */
    public NDArray cumprod() {
        return Np.cumprod(this);
    }

    /** See {@link Np#cumprod(NDArray, int)}. */
    public NDArray cumprod(int axis) {
        return Np.cumprod(this, axis);
    }

    /** See {@link Np#cummax(NDArray)}. */
    public NDArray cummax() {
        return Np.cummax(this);
    }

    /** See {@link Np#cummax(NDArray, int)}. */
    public NDArray cummax(int axis) {
        return Np.cummax(this, axis);
    }

    /** See {@link Np#cummin(NDArray)}. */
    public NDArray cummin() {
        return Np.cummin(this);
    }

    /** See {@link Np#cummin(NDArray, int)}. */
    public NDArray cummin(int axis) {
        return Np.cummin(this, axis);
    }

    // ---- order (SortFunctions)

    /**
     * Sorts the elements along the last axis in place; {@link Np#sort(NDArray)} makes a new array.
     *
     * @return this array
     * @throws ShapeException if this is a broadcast view
     */
    public NDArray sort() {
        return sort(-1);
    }

    /** As {@link #sort()}, along an axis. */
    public NDArray sort(int axis) {
        return Sorting.inPlace(this, axis);
    }

    /**
     * Puts the elements along the last axis in the order of {@link Np#partition(NDArray, long)}, in place.
     *
     * @return this array
     */
    public NDArray partition(long kth) {
        return partition(kth, -1);
    }

    /** As {@link #partition(long)}, along an axis. */
    public NDArray partition(long kth, int axis) {
        Sorting.checkKth("partition", this, kth, axis);
        return Sorting.inPlace(this, axis);
    }

    /** See {@link Np#argpartition(NDArray, long)}. */
    public NDArray argpartition(long kth) {
        return Np.argpartition(this, kth);
    }

    /** See {@link Np#argpartition(NDArray, long, int)}. */
    public NDArray argpartition(long kth, int axis) {
        return Np.argpartition(this, kth, axis);
    }

    /** See {@link Np#searchsorted(NDArray, NDArray)}. */
    public NDArray searchsorted(NDArray x) {
        return Np.searchsorted(this, x);
    }

    /** See {@link Np#searchsorted(NDArray, NDArray, String)}. */
    public NDArray searchsorted(NDArray x, String side) {
        return Np.searchsorted(this, x, side);
    }

    /** See {@link Np#argsort(NDArray)}. */
    public NDArray argsort() {
        return Np.argsort(this);
    }

    /** See {@link Np#argsort(NDArray, int)}. */
    public NDArray argsort(int axis) {
        return Np.argsort(this, axis);
    }

    // ---- shape (ShapeFunctions)

    /** See {@link Np#reshape(NDArray, long...)}. */
    public NDArray reshape(long... shape) {
        return Np.reshape(this, shape);
    }

    /** The elements in row-major order, 1-d: a view where it can be, else a copy. */
    public NDArray ravel() {
        return Np.ravel(this);
    }

    /** The elements in row-major order, 1-d: a copy. */
    public NDArray flatten() {
        return Np.flatten(this);
    }

    /** The view with the axes in reverse order. */
    public NDArray T() {
        return Np.transpose(this);
    }

    /** The view with the axes in reverse order. */
    public NDArray transpose() {
        return Np.transpose(this);
    }

    /** See {@link Np#transpose(NDArray, int...)}. */
    public NDArray transpose(int... axes) {
        return Np.transpose(this, axes);
    }

    /** See {@link Np#transpose(NDArray, int...)}. */
    public NDArray permute(int... axes) {
        return Np.permute(this, axes);
    }

    /** The view with two axes exchanged. */
    public NDArray swapaxes(int axis1, int axis2) {
        return Np.swapaxes(this, axis1, axis2);
    }

    /** The view with an axis at another position. */
    public NDArray moveaxis(int source, int destination) {
        return Np.moveaxis(this, source, destination);
    }

    /** The view without the axes of extent 1. */
    public NDArray squeeze() {
        return Np.squeeze(this);
    }

    /** See {@link Np#squeeze(NDArray, int...)}. */
    public NDArray squeeze(int... axes) {
        return Np.squeeze(this, axes);
    }

    /** The view with new axes of extent 1, at these positions of the result. */
    public NDArray expandDims(int... axes) {
        return Np.expandDims(this, axes);
    }

    /** See {@link Np#broadcastTo(NDArray, long...)}. */
    public NDArray broadcastTo(long... shape) {
        return Np.broadcastTo(this, shape);
    }

    /** See {@link Np#flip(NDArray)}. */
    public NDArray flip() {
        return Np.flip(this);
    }

    /** See {@link Np#flip(NDArray, int...)}. */
    public NDArray flip(int... axes) {
        return Np.flip(this, axes);
    }

    /** See {@link Np#repeat(NDArray, long)}. */
    public NDArray repeat(long times) {
        return Np.repeat(this, times);
    }

    /** See {@link Np#repeat(NDArray, long, int)}. */
    public NDArray repeat(long times, int axis) {
        return Np.repeat(this, times, axis);
    }

    /** A new array with the same elements. */
    public NDArray copy() {
        return new NDArray(Graph.copy(node()));
    }

    // ---- indexing: get, set, take, assignment in place (Indexing)

    /**
     * What NumPy's {@code x[text]} gives, for text such as {@code "::2, ..., -1"}: integers, slices, {@code ...}, {@code None},
     * lists of integers.
     *
     * @throws io.github.tornadoarrays.core.IndexException if the text is not an index, or an integer is out of range
     */
    public NDArray get(String index) {
        return Indexing.get(this, index);
    }

    /**
     * What NumPy's {@code x[index]} gives. Items are integers, {@link Slice}s, {@link Np#ellipsis}, {@link Np#newaxis}, arrays of
     * integers (an NDArray, {@code int[]}, {@code long[]}) which broadcast together, bool arrays, and index text. Integers and
     * slices alone give a view, one element a value, arrays a copy.
     *
     * @throws io.github.tornadoarrays.core.IndexException if a position is out of range, or a mask's shape does not fit
     */
    public NDArray get(Object... index) {
        return Indexing.get(this, index);
    }

    /** NumPy's {@code x[text] = value}; see {@link #set(Object, Object...)}. */
    public NDArray set(String index, Object value) {
        Assignment.set(this, value, index);
        return this;
    }

    /**
     * NumPy's {@code x[index] = value}: the value, a number, a boolean, an array or what {@link Np#asarray} takes, is
     * converted to this array's dtype and broadcasts. Of two values for one place the last stays. Without an index, all
     * elements are written.
     *
     * @return this array
     * @throws io.github.tornadoarrays.core.IndexException as {@link #get(Object...)}
     * @throws io.github.tornadoarrays.core.ShapeException if the value does not broadcast to the shape written to
     * @throws io.github.tornadoarrays.core.DTypeException if the dtype does not hold a number
     */
    public NDArray set(Object value, Object... index) {
        Assignment.set(this, value, index);
        return this;
    }

    /** See {@link Np#take(NDArray, NDArray)}. */
    public NDArray take(NDArray indices) {
        return Np.take(this, indices);
    }

    /** See {@link Np#take(NDArray, NDArray, int)}. */
    public NDArray take(NDArray indices, int axis) {
        return Np.take(this, indices, axis);
    }

    /** See {@link Np#nonzero(NDArray)}. */
    public List<NDArray> nonzero() {
        return Np.nonzero(this);
    }

    // ---- products (LinearFunctions)

    /** {@link Np#matmul}: NumPy's {@code this @ other}. */
    public NDArray matmul(NDArray other) {
        return LinearFunctions.matmul(this, other);
    }

    /** {@link Np#dot}. */
    public NDArray dot(NDArray other) {
        return LinearFunctions.dot(this, other);
    }

    /** {@link Np#inner}. */
    public NDArray inner(NDArray other) {
        return LinearFunctions.inner(this, other);
    }

    /** {@link Np#outer}. */
    public NDArray outer(NDArray other) {
        return LinearFunctions.outer(this, other);
    }

    /** {@link Np#trace(NDArray)}. */
    public NDArray trace() {
        return LinearFunctions.trace(this);
    }

    /** {@link Np#diagonal(NDArray)}. */
    public NDArray diagonal() {
        return LinearFunctions.diagonal(this);
    }

    /** {@link Np#diagonal(NDArray, int, int, int)}. */
    public NDArray diagonal(int offset, int axis1, int axis2) {
        return LinearFunctions.diagonal(this, offset, axis1, axis2);
    }

    /** {@link Np#matrixTranspose}: NumPy's {@code x.mT}. */
    public NDArray mT() {
        return LinearFunctions.matrixTranspose(this);
    }

    // ---- out of the array: item, toDoubleArray, toNested, asMemorySegment, toString

    /**
     * The only element; bool is 0 or 1, integers of more than 53 bits are rounded: {@link #itemLong()} gives those exactly, and
     * {@link #itemComplex()} complex numbers.
     *
     * @throws io.github.tornadoarrays.core.ShapeException if there is not exactly one element
     */
    public double item() {
        return ToJava.real("item", ToJava.only("item", this));
    }

    /** The element at an index, as {@link #item()} gives it; {@link #itemLong(long...)} gives integers exactly. */
    public double item(long... index) {
        return ToJava.real("item", Indexing.element("item", this, index));
    }

    /** The only element of an integer or bool array, exactly; of uint64 from 2⁶³ on, the bits, as {@link Long#toUnsignedString(long)} takes them. */
    public long itemLong() {
        return ToJava.integer("itemLong", ToJava.only("itemLong", this));
    }

    /** The element of an integer or bool array at an index. */
    public long itemLong(long... index) {
        return ToJava.integer("itemLong", Indexing.element("itemLong", this, index));
    }

    /** The only element of an array; real ones have imaginary part 0. */
    public Complex itemComplex() {
        return ToJava.complex(ToJava.only("itemComplex", this));
    }

    /** The element at an index; real ones have imaginary part 0. */
    public Complex itemComplex(long... index) {
        return ToJava.complex(Indexing.element("itemComplex", this, index));
    }

    /** Whether the only element is not zero. */
    public boolean itemBoolean() {
        Complex c = ToJava.complex(ToJava.only("itemBoolean", this));
        return c.re() != 0 || c.im() != 0;
    }

    /** The elements in row-major order in a new array, converted as by a Java cast. Complex arrays are refused. */
    public double[] toDoubleArray() {
        return (double[]) ToJava.flat("toDoubleArray", this, DType.FLOAT64);
    }

    /** See {@link #toDoubleArray()}. */
    public float[] toFloatArray() {
        return (float[]) ToJava.flat("toFloatArray", this, DType.FLOAT32);
    }

    /** See {@link #toDoubleArray()}. */
    public long[] toLongArray() {
        return (long[]) ToJava.flat("toLongArray", this, DType.INT64);
    }

    /** See {@link #toDoubleArray()}. */
    public int[] toIntArray() {
        return (int[]) ToJava.flat("toIntArray", this, DType.INT32);
    }

    /** See {@link #toDoubleArray()}. */
    public short[] toShortArray() {
        return (short[]) ToJava.flat("toShortArray", this, DType.INT16);
    }

    /** See {@link #toDoubleArray()}. */
    public byte[] toByteArray() {
        return (byte[]) ToJava.flat("toByteArray", this, DType.INT8);
    }

    /**
     * A new array or matrix of TornadoVM's API with the elements: a {@code FloatArray} of a float32 array of one axis, a {@code
     * Matrix2DDouble} of a float64 array of two. {@link Np#asarray(Object)} is the way back.
     *
     * @param type the class of TornadoVM's
     * @throws io.github.tornadoarrays.core.DTypeException if it does not hold elements of this dtype, or not of as many axes
     */
    public <T> T toNative(Class<T> type) {
        return type.cast(ToJava.ofTornado("toNative", this, type));
    }

    /** Whether each element, in row-major order, is not zero. */
    public boolean[] toBooleanArray() {
        return ToJava.booleans("toBooleanArray", this);
    }

    /**
     * Copies the elements in row-major order into a Java array that is there already, which is faster than a new one of {@link
     * #toDoubleArray()} where it is large.
     *
     * @param array of the type that the dtype has in memory: {@code double[]} for float64 and, with two numbers an element,
     *     complex128; {@code float[]} for float32 and complex64; {@code long[]}, {@code int[]} and {@code short[]} for signed and
     *     unsigned integers, {@code short[]} for 16-bit floats as well, {@code byte[]} for int8, uint8 and bool
     * @throws DTypeException if it is another type's
     * @throws ShapeException if it is not as long as the array has elements
     */
    public void copyTo(Object array) {
        ToJava.into("copyTo", this, array);
    }

    /**
     * Java arrays nested as deep as the array has axes ({@code double[][]} for a float64 matrix); of a 0-d array, the boxed element.
     * Unsigned types become the next wider type of Java, 16-bit floats {@code float}, complex numbers {@link Complex}.
     */
    public Object toNested() {
        return ToJava.nested(this);
    }

    /** The elements in row-major order, converted as by a Java cast. Complex arrays are refused. */
    public DoubleStream doubleStream() {
        return DoubleStream.of(toDoubleArray());
    }

    /** See {@link #doubleStream()}. */
    public LongStream longStream() {
        return LongStream.of(toLongArray());
    }

    /** See {@link #doubleStream()}. */
    public IntStream intStream() {
        return IntStream.of(toIntArray());
    }

    /** How many bytes the elements are. */
    public long nbytes() {
        return size() * dtype().itemSize();
    }

    /**
     * The elements in row-major order as memory: this array's own, which may be written to, where its elements lie one after
     * another; else a copy, which is read-only.
     */
    public MemorySegment asMemorySegment() {
        return ToJava.segment(this);
    }

    /**
     * This array as a {@code DLManagedTensorVersioned} of DLPack 1.0, for another library of this process: its address is what native code
     * takes. Whoever takes it calls its deleter once, after which the struct is gone; until then the memory stays, also if this array is
     * closed. On CUDA, and where the array has native memory of the host ({@link Np#emptyPinned}, huge arrays), the elements are shared;
     * Java arrays can't be shown to native code, so they are copied, and the struct says so by its flag {@code IS_COPIED}. All work on the
     * array is done when this returns. As with {@link #asMemorySegment()}, what was pending keeps the elements of now.
     *
     * @throws io.github.tornadoarrays.core.DeviceException if it is on a device whose memory has no address
     */
    public MemorySegment toDlpack() {
        return toDlpack(true);
    }

    /** {@link #toDlpack()} as a {@code DLManagedTensor}, the struct before DLPack 1.0, which can't say whether it is a copy. */
    public MemorySegment toDlpackUnversioned() {
        return toDlpack(false);
    }

    private MemorySegment toDlpack(boolean versioned) {
        NDArray x = isPart() ? copy() : this;
        return Dlpack.export(x.base, x.layout, versioned);
    }

    /** The elements as NumPy prints them. */
    @Override
    public String toString() {
        return ArrayText.format(host(), layout, Printing.options());
    }

    /** NumPy's {@code repr(x)}: {@code array([1, 2], dtype=int32)}. */
    public String repr() {
        return ArrayText.repr(host(), layout, Printing.options());
    }

    // ---- evaluation

    /** Computes the elements now, unless they are there. */
    public NDArray eval() {
        Realizer.realize(base);
        return this;
    }

    /**
     * Gives the memory of this array, and of all arrays that share elements with it, back at once; to ask for elements of any of them
     * afterwards is an exception. Expressions that read it and were not computed yet still see its elements. Without this, memory
     * comes back when the garbage collector finds that nobody has the array any more; {@link Np#scope} does it for all arrays of a
     * block of code.
     *
     * <p>Java's own arrays that an array is a view of, and memory that was taken out by {@link #asMemorySegment()}, stay as they are.
     * Large expressions that wait to be computed, those as well that nobody will ask for any more, hold on to the memory until the garbage
     * collector finds them. To close an array that another thread computes with is a fault that may not be noticed. Closing it twice
     * does no harm.
     */
    public void close() {
        if (!base.isClosed()) {
            // to look takes longer than to compute a small array
            boolean look = Origin.KEPT || base.size() * base.dtype().itemSize() >= LOOKED_UP;
            Release.close(base, "was closed", look ? Origin.here() : Origin.UNKNOWN);
        }
    }

    /** Whether its memory was given back, by {@link #close()} or the end of a {@link Scope}. */
    public boolean isClosed() {
        return base.isClosed();
    }

    /**
     * What computing this array does: its kernels in order, with their source, the bytes they move and the operations they make.
     * For an array that is in memory already it says so.
     */
    public String explain() {
        return Realizer.explain(node());
    }
}
