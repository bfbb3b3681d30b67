package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.AtomicOp;
import io.github.tornadoarrays.ir.Expr;

/** What the methods of the kernel context are in the kernel language. */
final class Contexts {
    private Contexts() {}

    static Expr.IdKind id(String method) {
        return switch (method) {
            case "globalId" -> Expr.IdKind.GLOBAL;
            case "localId" -> Expr.IdKind.LOCAL;
            case "groupId" -> Expr.IdKind.GROUP;
            case "globalSize" -> Expr.IdKind.GLOBAL_SIZE;
            case "localSize" -> Expr.IdKind.LOCAL_SIZE;
            case "groupCount" -> Expr.IdKind.GROUPS;
            default -> null;
        };
    }

    static AtomicOp atomic(String method) {
        return switch (method) {
            case "atomicAdd" -> AtomicOp.ADD;
            case "atomicMin" -> AtomicOp.MIN;
            case "atomicMax" -> AtomicOp.MAX;
            case "atomicAnd" -> AtomicOp.AND;
            case "atomicOr" -> AtomicOp.OR;
            case "atomicXor" -> AtomicOp.XOR;
            case "atomicExchange" -> AtomicOp.EXCHANGE;
            case "atomicCompareExchange" -> AtomicOp.COMPARE_EXCHANGE;
            default -> null;
        };
    }
}
