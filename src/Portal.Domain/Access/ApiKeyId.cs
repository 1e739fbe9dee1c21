namespace Portal.Domain.Access;

/// <summary>A key that a program signs in with.</summary>
public readonly record struct ApiKeyId(Guid Value) : ITypedId<ApiKeyId>
{
    /// <summary>What its text form begins with.</summary>
    public const string Prefix = "key";

    public static ApiKeyId From(Guid value) => new(value);

    public static bool TryParse(string? text, out ApiKeyId id)
    {
        var parsed = TypedId.TryParse(Prefix, text, out var value);
        id = new(value);
        return parsed;
    }

    public override string ToString() => TypedId.Format(Prefix, Value);
}
