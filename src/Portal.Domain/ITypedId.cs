namespace Portal.Domain;

/// <summary>An identifier that cannot be mistaken for another kind's.</summary>
/// <typeparam name="TSelf">The identifier itself.</typeparam>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The UUID (RFC 9562, version 7).</summary>
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
