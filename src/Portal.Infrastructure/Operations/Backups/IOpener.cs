namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Somebody who can open backups.</summary>
internal interface IOpener
{
    /// <summary>As in <see cref="WrappedKey.Recipient"/>.</summary>
    string Fingerprint { get; }

    /// <returns>Null when the wrapped key is not for this one, or is damaged.</returns>
    byte[]? Unwrap(WrappedKey key, string backup);
}
