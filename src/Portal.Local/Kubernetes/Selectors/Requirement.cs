namespace Portal.Local.Kubernetes.Selectors;

/// <summary>One condition on one label.</summary>
internal sealed record Requirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "In" => has && Values.Contains(value!, StringComparer.Ordinal),
            "NotIn" => !has || !Values.Contains(value!, StringComparer.Ordinal),
            "Exists" => has,
            "DoesNotExist" => !has,
            _ => false,
        };
    }

    public override string ToString() => Operator switch
    {
        "In" when Values.Count == 1 => $"{Key}={Values[0]}",
        "NotIn" when Values.Count == 1 => $"{Key}!={Values[0]}",
        "In" => $"{Key} in ({string.Join(',', Values)})",
        "NotIn" => $"{Key} notin ({string.Join(',', Values)})",
        "Exists" => Key,
        _ => "!" + Key,
    };
}
