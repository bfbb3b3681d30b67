package io.github.tornadoarrays.lift;

import io.github.tornadoarrays.ir.Expr;
import io.github.tornadoarrays.ir.Stmt;
import java.util.List;

/**
 * What a Java method of numbers came to.
 *
 * @param name class and method, for people
 * @param parameters one a parameter, in the parameter's type (a boolean is BOOL, a char UINT16)
 * @param body what is done before the result is known; often nothing, or only names of values
 * @param result the value that it returns, in its type; it may use the variables of the body
 */
public record LiftedFunction(String name, List<Expr.Var> parameters, List<Stmt> body, Expr result) {}
