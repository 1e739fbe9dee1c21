namespace Portal.Operators.Operations;

/// <summary>Where what happens to an operation is written down.</summary>
internal interface IOperationBook
{
    /// <summary>Goes on with an attempt.</summary>
    Task<OperationRenewal> RenewAsync(ClaimedOperation operation, CancellationToken cancellationToken);

    /// <summary>Ends an attempt, and tells of it, in one transaction.</summary>
    /// <returns>False, without effect, when the lease has run out and somebody else has taken over.</returns>
    Task<bool> EndAsync(ClaimedOperation operation, OperationEnding ending, CancellationToken cancellationToken);

    /// <summary>Tells whoever follows the operation what was done.</summary>
    /// <param name="operation">Which one.</param>
    /// <param name="step">Its name, its state (running, succeeded or failed), and a sentence.</param>
    /// <param name="once">Not again when an earlier attempt has told that the step succeeded.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    Task TellAsync(ClaimedOperation operation, (string Name, string State, string Message) step, bool once, CancellationToken cancellationToken);

    /// <summary>Says how far it is.</summary>
    Task ReportAsync(ClaimedOperation operation, int percent, string words, CancellationToken cancellationToken);
}
