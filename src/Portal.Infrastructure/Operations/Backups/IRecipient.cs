namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Somebody who will be able to open a backup.</summary>
internal interface IRecipient
{
    WrappedKey Wrap(byte[] contentKey, string backup);
}
