namespace Portal.Domain.Billing;

/// <summary>One balanced posting in the ledger.</summary>
public readonly record struct JournalId(Guid Value) : ITypedId<JournalId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "jrn";

    public static JournalId From(Guid value) => new(value);

    public static bool TryParse(string? text, out JournalId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
