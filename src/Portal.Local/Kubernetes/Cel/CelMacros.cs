namespace Portal.Local.Kubernetes.Cel;

/// <summary>What looks like a call and is not one: has, all, exists, exists_one, map, filter.</summary>
internal static class CelMacros
{
    public static CelNode Expand(CelNode call) => (call.Kind, call.Name, call.Parts.Count) switch
    {
        (CelNodeKind.Call, "has", 1) => call.Parts[0] is { Kind: CelNodeKind.Field } field
            ? field with { Kind = CelNodeKind.Has }
            : throw new CelException("invalid argument to has() macro", call.Position),
        (CelNodeKind.Method, "all" or "exists" or "exists_one" or "map" or "filter", 3) => Over(call),
        (CelNodeKind.Method, "map", 4) => Over(call),
        _ => call,
    };

    private static CelNode Over(CelNode call) => call.Parts[1] is { Kind: CelNodeKind.Name, Name: var variable }
        ? call with { Kind = CelNodeKind.Macro, Variable = variable, Parts = [call.Parts[0], .. call.Parts.Skip(2)] }
        : throw new CelException("argument must be a simple name", call.Parts[1].Position);
}
