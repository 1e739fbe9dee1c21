using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Database;

namespace Portal.Operators.Operations;

/// <summary>Runs one attempt at an operation from taking it to returning it.</summary>
internal sealed partial class OperationRunner(
    OperationClaims claims, IEnumerable<IOperationHandler> handlers, TenantUnitOfWorks units, TimeProvider time, ILogger<OperationRunner> logger)
{
    public const int MostAttempts = 8;

    // Well inside the lease, so that an attempt that hangs ends before another one begins.
    private static readonly TimeSpan Longest = OperationClaims.Lease * 0.75;

    /// <returns>When to try again; null when there is nothing more to do.</returns>
    public async Task<DateTimeOffset?> RunAsync(TenantId tenant, OperationId id, CancellationToken cancellationToken)
    {
        if (await claims.TakeAsync(tenant, id, cancellationToken) is not { } operation)
        {
            return null;
        }

        var work = new OperationWork(operation, units);
        try
        {
            var handler = handlers.FirstOrDefault(handler => handler.Kind == operation.Kind)
                ?? throw new OperationRefusedException($"Nothing here handles operations of kind {operation.Kind}.");
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(handler.Longest ?? Longest);
            await (handler.Longest is null ? handler.ExecuteAsync(work, deadline.Token) : ExecuteLongAsync(handler, work, deadline));
            await EndAsync(work, "succeeded", null, cancellationToken);
            Succeeded(logger, operation.Kind, operation.Id.ToString(), operation.Attempt);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process stops: give it back at once instead of letting the lease run out.
            await claims.ReturnAsync(operation, "queued", "The operator stopped.", time.GetUtcNow(), CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            return await FailAsync(work, e, cancellationToken);
        }
    }

    /// <summary>Renews the lease while the handler works; an attempt that has lost its lease ends.</summary>
    private async Task ExecuteLongAsync(IOperationHandler handler, OperationWork work, CancellationTokenSource deadline)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        var renewing = RenewAsync(work.Operation, deadline, done.Token);
        try
        {
            await handler.ExecuteAsync(work, deadline.Token);
        }
        finally
        {
            await done.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RenewAsync(ClaimedOperation operation, CancellationTokenSource deadline, CancellationToken done)
    {
        while (true)
        {
            await Task.Delay(OperationClaims.Lease / 4, time, done);
            if (!await RenewedAsync(operation, done))
            {
                await deadline.CancelAsync();
                return;
            }
        }
    }

    private async Task<bool> RenewedAsync(ClaimedOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            return await claims.RenewAsync(operation, cancellationToken);
        }
        catch (NpgsqlException)
        {
            // The database is away for a moment; three more attempts fit into the lease, and whoever works notices by himself.
            return true;
        }
    }

    private async Task<DateTimeOffset?> FailAsync(OperationWork work, Exception failure, CancellationToken cancellationToken)
    {
        var operation = work.Operation;
        var reason = failure is OperationCanceledException ? "It took too long, or another replica has taken over." : failure.Message;
        if (failure is not OperationRefusedException && operation.Attempt < MostAttempts)
        {
            var again = time.GetUtcNow() + RetryDelay.After(operation.Attempt, Random.Shared.NextDouble());
            Retrying(logger, operation.Kind, operation.Id.ToString(), operation.Attempt, reason);
            await work.TellAsync("attempt", "failed", $"Attempt {operation.Attempt}: {reason}", cancellationToken);
            return await claims.ReturnAsync(operation, "queued", reason, again, cancellationToken) ? again : null;
        }

        Failed(logger, operation.Kind, operation.Id.ToString(), operation.Attempt, reason, failure is OperationRefusedException ? null : failure);
        await (handlers.FirstOrDefault(handler => handler.Kind == operation.Kind)?.AbandonAsync(work, reason, cancellationToken) ?? Task.CompletedTask);
        await EndAsync(work, "failed", reason, cancellationToken);
        return null;
    }

    private async Task EndAsync(OperationWork work, string state, string? error, CancellationToken cancellationToken)
    {
        if (await claims.ReturnAsync(work.Operation, state, error, time.GetUtcNow(), cancellationToken))
        {
            await work.TellAsync("done", state, error ?? "Done.", cancellationToken);
        }
    }

    [LoggerMessage(5201, LogLevel.Information, "{Kind} {Operation} succeeded in attempt {Attempt}.")]
    private static partial void Succeeded(ILogger logger, string kind, string operation, int attempt);

    [LoggerMessage(5202, LogLevel.Warning, "{Kind} {Operation} failed in attempt {Attempt} and will be tried again: {Reason}")]
    private static partial void Retrying(ILogger logger, string kind, string operation, int attempt, string reason);

    [LoggerMessage(5203, LogLevel.Error, "{Kind} {Operation} failed for good in attempt {Attempt}: {Reason}")]
    private static partial void Failed(ILogger logger, string kind, string operation, int attempt, string reason, Exception? exception);
}
