namespace Portal.Domain.Plugins;

/// <summary>A plugin in the registry.</summary>
public readonly record struct PluginId(Guid Value) : ITypedId<PluginId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "plg";

    public static PluginId From(Guid value) => new(value);

    public static bool TryParse(string? text, out PluginId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
