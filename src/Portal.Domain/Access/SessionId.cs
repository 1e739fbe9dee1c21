namespace Portal.Domain.Access;

/// <summary>One signed-in browser.</summary>
public readonly record struct SessionId(Guid Value) : ITypedId<SessionId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "ses";

    public static SessionId From(Guid value) => new(value);

    public static bool TryParse(string? text, out SessionId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
