namespace Portal.Domain.Plugins;

/// <summary>A plugin that a tenant has installed.</summary>
public readonly record struct InstallationId(Guid Value) : ITypedId<InstallationId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "ins";

    public static InstallationId From(Guid value) => new(value);

    public static bool TryParse(string? text, out InstallationId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
