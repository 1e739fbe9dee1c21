namespace Portal.Infrastructure.Operations.Backups;

/// <summary>Writes a dump, piece by piece, to whoever takes it.</summary>
internal delegate Task DumpFeed(Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken);
