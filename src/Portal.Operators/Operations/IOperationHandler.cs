namespace Portal.Operators.Operations;

/// <summary>
/// Does one kind of operation. Register with <c>TryAddEnumerable</c>. It may be run again at any time, also after it
/// succeeded: what is already so must be left as it is.
/// </summary>
internal interface IOperationHandler
{
    /// <summary>One of <see cref="Domain.Operations.OperationKind"/>.</summary>
    string Kind { get; }

    /// <summary>How long an attempt may take when it is honest work; null for less than a lease. The lease is renewed meanwhile.</summary>
    TimeSpan? Longest => null;

    /// <exception cref="OperationRefusedException">It can never succeed; anything else that is thrown is tried again.</exception>
    Task ExecuteAsync(OperationWork work, CancellationToken cancellationToken);

    /// <summary>It will not be tried again: leave nothing that waits for it.</summary>
    Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
