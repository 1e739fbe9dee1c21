using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Operations;

namespace Portal.Operators.Operations;

/// <summary>Runs one attempt at an operation that has been taken, and ends it.</summary>
internal sealed partial class OperationRunner(
    OperationClaims claims,
    OperationBooks books,
    IEnumerable<IOperationHandler> handlers,
    TenantUnitOfWorks units,
    RunningOperations running,
    QueueOptions options,
    TimeProvider time,
    ILogger<OperationRunner> logger)
{
    private static readonly Func<ILogger, string, string, IDisposable?> InOperation = LoggerMessage.DefineScope<string, string>("operation {Operation} correlation {CorrelationId}");

    // Honest work that takes longer says so.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>Takes one operation and runs it.</summary>
    /// <returns>When to try again; null when there is nothing more to do.</returns>
    public async Task<DateTimeOffset?> RunAsync(TenantId tenant, OperationId id, CancellationToken cancellationToken) =>
        await claims.TakeAsync(tenant, id, cancellationToken) is { } operation ? await RunAsync(operation, cancellationToken) : null;

    /// <returns>When to try again; null when there is nothing more to do.</returns>
    public async Task<DateTimeOffset?> RunAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        using var activity = OperationTrace.Continue($"operation {operation.Kind}", operation.TraceParent, operation.CorrelationId);
        using var scope = InOperation(logger, operation.Id.ToString(), operation.CorrelationId);
        using var attempt = new RunningOperation(cancellationToken);
        var work = new OperationWork(operation, units, books.Of(operation));
        try
        {
            await ExecuteAsync(work, attempt);
            if (await EndAsync(work, new(OperationState.Succeeded, "succeeded", null, time.GetUtcNow()), cancellationToken))
            {
                Succeeded(logger, operation.Kind, operation.Id.ToString(), operation.Attempt);
            }
            else
            {
                Lost(logger, operation.Kind, operation.Id.ToString(), operation.Attempt);
            }

            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops: give it back at once instead of letting the lease run out.
            await EndAsync(work, new(OperationState.Queued, "stopped", "The operator stopped.", time.GetUtcNow(), Counts: false), CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            return await FailAsync(work, attempt, e, cancellationToken);
        }
    }

    /// <summary>Puts away what ended while no attempt was under way.</summary>
    public async Task AbandonAsync(ClaimedOperation operation, string reason, CancellationToken cancellationToken)
    {
        using var activity = OperationTrace.Continue($"abandon {operation.Kind}", operation.TraceParent, operation.CorrelationId);
        await AbandonAsync(new OperationWork(operation, units, books.Of(operation)), reason, cancellationToken);
        await claims.SettleAsync(operation, cancellationToken);
    }

    private async Task ExecuteAsync(OperationWork work, RunningOperation attempt)
    {
        var operation = work.Operation;
        if (operation.Tries > OperationLife.MostAttempts)
        {
            throw new OperationRefusedException($"Its operator ended in each of {operation.Tries - 1} attempts.");
        }

        var handler = Find(operation) ?? throw new OperationRefusedException($"Nothing here handles operations of kind {operation.Kind}.");
        attempt.LimitTo(handler.Longest ?? Longest);
        if (operation.Deadline is { } deadline)
        {
            attempt.CutAt(deadline, time);
            attempt.Token.ThrowIfCancellationRequested();
        }

        using var done = CancellationTokenSource.CreateLinkedTokenSource(attempt.Token);
        var renewing = RenewAsync(work.Operation, attempt, running.Begin(operation.Id), done.Token);
        try
        {
            await handler.ExecuteAsync(work, attempt.Token);
        }
        finally
        {
            await done.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.End(operation.Id);
        }
    }

    /// <summary>Renews the lease while the handler works; an attempt that has lost its lease, or was called off, ends.</summary>
    private async Task RenewAsync(ClaimedOperation operation, RunningOperation attempt, SemaphoreSlim look, CancellationToken done)
    {
        var asked = look.WaitAsync(done);
        while (true)
        {
            await Task.WhenAny(Task.Delay(options.Lease / 4, time, done), asked);
            done.ThrowIfCancellationRequested();
            asked = asked.IsCompleted ? look.WaitAsync(done) : asked;
            var found = await RenewedAsync(operation, done);
            if (!found.IsOurs)
            {
                await attempt.LoseAsync();
                return;
            }

            if (found.CancelReason is { } reason)
            {
                await attempt.CancelAsync(reason);
                return;
            }
        }
    }

    private async Task<OperationRenewal> RenewedAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await books.Of(operation).RenewAsync(operation, cancellationToken);
        }
        catch (NpgsqlException)
        {
            // The database is away for a moment; three more attempts fit into the lease, and whoever works notices by himself.
            return new(true, null);
        }
    }

    private async Task<DateTimeOffset?> FailAsync(OperationWork work, RunningOperation attempt, Exception failure, CancellationToken cancellationToken)
    {
        var operation = work.Operation;
        if (attempt.IsLost)
        {
            Lost(logger, operation.Kind, operation.Id.ToString(), operation.Attempt);
            return null;
        }

        if (attempt.CancelReason is { } canceled)
        {
            await AbandonAsync(work, canceled, cancellationToken);
            await EndAsync(work, new(OperationState.Canceled, "canceled", canceled, time.GetUtcNow()), cancellationToken);
            Canceled(logger, operation.Kind, operation.Id.ToString(), operation.Attempt);
            return null;
        }

        var now = time.GetUtcNow();
        if (attempt.IsPastDeadline && failure is not OperationRefusedException)
        {
            var cut = $"It ran past its deadline, {operation.Deadline:u}, and was cut off.";
            return await GiveUpAsync(work, failure is OperationCanceledException ? cut : $"{cut} {failure.Message}", failure, cancellationToken);
        }

        var reason = failure is OperationCanceledException ? "It took too long, or another replica has taken over." : failure.Message;
        if (failure is not OperationRefusedException && OperationLife.AgainAt(operation.Tries, now, operation.Deadline, Random.Shared.NextDouble()) is { } again)
        {
            Retrying(logger, operation.Kind, operation.Id.ToString(), operation.Attempt, reason);
            return await EndAsync(work, new(OperationState.Queued, "failed", reason, again), cancellationToken) ? again : null;
        }

        var final = failure is not OperationRefusedException && operation.Tries < OperationLife.MostAttempts
            ? $"{reason} Its deadline, {operation.Deadline:u}, leaves no time for another attempt."
            : reason;
        return await GiveUpAsync(work, final, failure, cancellationToken);
    }

    /// <summary>There is no next attempt: a person decides.</summary>
    private async Task<DateTimeOffset?> GiveUpAsync(OperationWork work, string reason, Exception failure, CancellationToken cancellationToken)
    {
        var operation = work.Operation;
        Failed(logger, operation.Kind, operation.Id.ToString(), operation.Attempt, reason, failure is OperationRefusedException or OperationCanceledException ? null : failure);
        await AbandonAsync(work, reason, cancellationToken);
        await EndAsync(work, new(OperationState.Failed, "failed", reason, time.GetUtcNow()), cancellationToken);
        return null;
    }

    private IOperationHandler? Find(ClaimedOperation operation) => handlers.FirstOrDefault(handler => handler.Kind == operation.Kind);

    private Task AbandonAsync(OperationWork work, string reason, CancellationToken cancellationToken) =>
        Find(work.Operation)?.AbandonAsync(work, reason, cancellationToken) ?? Task.CompletedTask;

    private Task<bool> EndAsync(OperationWork work, OperationEnding ending, CancellationToken cancellationToken) =>
        books.Of(work.Operation).EndAsync(work.Operation, ending, cancellationToken);

    [LoggerMessage(5201, LogLevel.Information, "{Kind} {Operation} succeeded in attempt {Attempt}.")]
    private static partial void Succeeded(ILogger logger, string kind, string operation, int attempt);

    [LoggerMessage(5202, LogLevel.Warning, "{Kind} {Operation} failed in attempt {Attempt} and will be tried again: {Reason}")]
    private static partial void Retrying(ILogger logger, string kind, string operation, int attempt, string reason);

    [LoggerMessage(5203, LogLevel.Error, "{Kind} {Operation} failed for good in attempt {Attempt}: {Reason}")]
    private static partial void Failed(ILogger logger, string kind, string operation, int attempt, string reason, Exception? exception);

    [LoggerMessage(5204, LogLevel.Information, "{Kind} {Operation} was canceled in attempt {Attempt}.")]
    private static partial void Canceled(ILogger logger, string kind, string operation, int attempt);

    [LoggerMessage(5205, LogLevel.Warning, "{Kind} {Operation} was taken over by another operator during attempt {Attempt}.")]
    private static partial void Lost(ILogger logger, string kind, string operation, int attempt);
}
