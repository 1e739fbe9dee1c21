namespace Portal.Domain.Audit;

/// <summary>One line of a tenant's audit log.</summary>
public readonly record struct AuditRecordId(Guid Value) : ITypedId<AuditRecordId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "aud";

    public static AuditRecordId From(Guid value) => new(value);

    public static bool TryParse(string? text, out AuditRecordId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
