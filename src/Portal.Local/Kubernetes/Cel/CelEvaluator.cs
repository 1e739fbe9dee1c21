using System.Globalization;

namespace Portal.Local.Kubernetes.Cel;

/// <summary>Walks an expression over values, paying for each step.</summary>
internal sealed class CelEvaluator(CelBudget budget)
{
    public object? Evaluate(CelNode node, CelVariables<object?> values)
    {
        budget.Spend(node.Kind is CelNodeKind.Literal ? 0 : 1);
        return node.Kind switch
        {
            CelNodeKind.Literal => node.Value,
            CelNodeKind.Name => values.TryFind(node.Name, out var value) ? value : throw new CelException($"no such attribute: {node.Name}"),
            CelNodeKind.Field => Field(Evaluate(node.Parts[0], values), node.Name),
            CelNodeKind.Has => Evaluate(node.Parts[0], values) is ICelMap map && map.TryGet(node.Name, out _),
            CelNodeKind.List => node.Parts.Select(part => Evaluate(part, values)).ToList(),
            CelNodeKind.Map => Map(node, values),
            CelNodeKind.Macro => Macro(node, values),
            _ => Call(node, values),
        };
    }

    private static object? Field(object? operand, string name) => operand is not ICelMap map
        ? throw new CelException("no such overload")
        : map.TryGet(name, out var value) ? value : throw new CelException($"no such key: {name}");

    private CelMap Map(CelNode node, CelVariables<object?> values)
    {
        var map = new CelMap();
        for (var at = 0; at < node.Parts.Count; at += 2)
        {
            map.Add(Evaluate(node.Parts[at], values) ?? throw new CelException("unsupported key type"), Evaluate(node.Parts[at + 1], values));
        }

        return map;
    }

    private object? Macro(CelNode node, CelVariables<object?> values)
    {
        var range = Evaluate(node.Parts[0], values) switch
        {
            IReadOnlyList<object?> list => (IEnumerable<object?>)list,
            ICelMap map => map.Keys,
            _ => throw new CelException("no such overload"),
        };
        return node.Name switch
        {
            "all" => !IsAny(range, entry => !Condition(node.Parts[1], values.With(node.Variable, entry))),
            "exists" => IsAny(range, entry => Condition(node.Parts[1], values.With(node.Variable, entry))),
            "exists_one" => range.Count(entry => Condition(node.Parts[1], values.With(node.Variable, entry))) == 1,
            "filter" => range.Where(entry => Condition(node.Parts[1], values.With(node.Variable, entry))).ToList(),
            _ => range.Select(entry => values.With(node.Variable, entry))
                .Where(inner => node.Parts.Count == 2 || Condition(node.Parts[1], inner))
                .Select(inner => Evaluate(node.Parts[^1], inner)).ToList(),
        };
    }

    /// <summary>One that is so decides, even after one that failed; a failure counts when nothing has decided.</summary>
    private static bool IsAny(IEnumerable<object?> range, Func<object?, bool> isSo)
    {
        CelException? failure = null;
        foreach (var entry in range)
        {
            try
            {
                if (isSo(entry))
                {
                    return true;
                }
            }
            catch (CelException exception) when (!CelBudget.IsExceeded(exception))
            {
                failure ??= exception;
            }
        }

        return failure is null ? false : throw failure;
    }

    private bool Condition(CelNode node, CelVariables<object?> values) => Evaluate(node, values) as bool? ?? throw new CelException("no such overload");

    private object? Call(CelNode node, CelVariables<object?> values)
    {
        switch (node.Name)
        {
            case "_&&_":
                return !IsAny(node.Parts, part => !Condition((CelNode)part!, values));
            case "_||_":
                return IsAny(node.Parts, part => Condition((CelNode)part!, values));
            case "!_":
                return !Condition(node.Parts[0], values);
            case "_?_:_":
                return Evaluate(node.Parts[Condition(node.Parts[0], values) ? 1 : 2], values);
        }

        var given = new object?[node.Parts.Count];
        for (var at = 0; at < given.Length; at++)
        {
            given[at] = Evaluate(node.Parts[at], values);
        }

        switch (node.Name)
        {
            case "_==_" or "_!=_":
                budget.Spend(Math.Min(CelOperators.SizeOf(given[0]), CelOperators.SizeOf(given[1])) * CelCost.PerCharacter);
                return CelValue.AreEqual(given[0], given[1]) == (node.Name == "_==_");
            case "_[_]":
                return Index(given[0], given[1]);
            case "@in":
                budget.Spend(given[1] is IReadOnlyList<object?> searched ? searched.Count : 0);
                return given[1] is ICelMap map
                    ? map.TryGet(given[0]!, out _)
                    : (given[1] as IReadOnlyList<object?> ?? throw new CelException("no such overload")).Any(entry => CelValue.AreEqual(entry, given[0]));
        }

        var overload = CelFunctions.Find(node.Name, node.Kind == CelNodeKind.Method, [.. given.Select(CelValue.KindOf)]) ?? throw new CelException($"no such overload: {node.Name}");
        budget.Spend(overload.Cost([.. given.Select(value => (double)CelOperators.SizeOf(value))]));
        return overload.Run(given);
    }

    private static object? Index(object? operand, object? index)
    {
        switch (operand)
        {
            case ICelMap map:
                return index is not null && map.TryGet(index, out var value) ? value : throw new CelException($"no such key: {CelValue.Show(index)}");
            case IReadOnlyList<object?> list when index is long or ulong or double:
                var at = Convert.ToDouble(index, CultureInfo.InvariantCulture);
                return at >= 0 && at < list.Count && at == Math.Floor(at) ? list[(int)at] : throw new CelException($"index out of bounds: {CelValue.Show(index)}");
            default:
                throw new CelException("no such overload: _[_]");
        }
    }
}
