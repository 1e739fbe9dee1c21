namespace Portal.Domain.Tenancy;

/// <summary>An archive of a tenant.</summary>
public readonly record struct ExportId(Guid Value) : ITypedId<ExportId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "exp";

    public static ExportId From(Guid value) => new(value);

    public static bool TryParse(string? text, out ExportId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
