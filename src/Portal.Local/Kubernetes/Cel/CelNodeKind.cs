namespace Portal.Local.Kubernetes.Cel;

/// <summary>What a part of an expression is.</summary>
internal enum CelNodeKind
{
    /// <summary>A value written out.</summary>
    Literal,

    /// <summary>A variable.</summary>
    Name,

    /// <summary><c>operand.field</c>.</summary>
    Field,

    /// <summary><c>has(operand.field)</c>.</summary>
    Has,

    /// <summary>A function or an operator, which is written <c>_+_</c> as in the language's definition.</summary>
    Call,

    /// <summary>A function with its first argument before the dot.</summary>
    Method,

    /// <summary><c>[a, b]</c>.</summary>
    List,

    /// <summary><c>{a: b}</c>: keys and values take turns.</summary>
    Map,

    /// <summary>all, exists, exists_one, map or filter: a range, then what is said of each of its elements.</summary>
    Macro,
}
