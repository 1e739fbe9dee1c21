using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Database;

/// <summary>Opens units of work. The tenant is bound by the first statement of the transaction, here and nowhere else.</summary>
public sealed class TenantUnitOfWorks(AppDatabase app, PlatformDatabase platform, TimeProvider time, TenantPlaces? places = null)
{
    /// <summary>As <c>portal_app</c>: what serves a tenant. Refused at once, everywhere, from the moment that the tenant is not served any more.</summary>
    /// <exception cref="ArgumentException">No tenant is given.</exception>
    /// <exception cref="TenantNotServedException">It is suspended, being deleted or gone.</exception>
    public async Task<TenantUnitOfWork> BeginAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var work = await BeginAsync(place => (place?.App ?? app).Source, tenant, new(Holder: HeldCommit.Current, Longest: app.StatementTimeout), cancellationToken);
        if (work.State is { } state && !state.IsServed())
        {
            await work.DisposeAsync();
            throw new TenantNotServedException(state);
        }

        return work;
    }

    /// <summary>As <c>portal_app</c> whatever the tenant's state: who signs in, what the operator tells of work under way.</summary>
    /// <exception cref="ArgumentException">No tenant is given.</exception>
    public Task<TenantUnitOfWork> BeginInAnyStateAsync(TenantId tenant, CancellationToken cancellationToken) =>
        BeginAsync(place => (place?.App ?? app).Source, tenant, new(Longest: app.StatementTimeout), cancellationToken);

    /// <summary>As <c>portal_app</c> whatever the tenant's state, seeing everything as it is now until the end: for what reads a whole tenant, as long as that takes.</summary>
    /// <exception cref="ArgumentException">No tenant is given.</exception>
    public Task<TenantUnitOfWork> BeginSnapshotAsync(TenantId tenant, CancellationToken cancellationToken) =>
        BeginAsync(place => (place?.App ?? app).Source, tenant, new(IsolationLevel.RepeatableRead), cancellationToken);

    /// <summary>As <c>portal_platform</c>, with the tenant bound: sign-up, the operator, settling a payment. Its statements may take long: moves, imports, removals.</summary>
    /// <exception cref="ArgumentException">No tenant is given.</exception>
    public Task<TenantUnitOfWork> BeginAsPlatformAsync(TenantId tenant, CancellationToken cancellationToken) =>
        BeginAsync(place => (place?.Platform ?? platform).Source, tenant, UnitOfWorkTerms.Plain, cancellationToken);

    /// <summary>In this database, wherever the tenant lives: for whoever moves it.</summary>
    internal Task<TenantUnitOfWork> BeginAtAsync(NpgsqlDataSource source, TenantId tenant, CancellationToken cancellationToken) =>
        BeginAtAsync(source, tenant, UnitOfWorkTerms.Plain, cancellationToken);

    /// <summary>
    /// In the shared database, to which a tenant with a database of its own comes back for good: for whoever removes it. Others see it there when this
    /// commits.
    /// </summary>
    internal Task<TenantUnitOfWork> BeginReturnAsync(TenantId tenant, CancellationToken cancellationToken) => BeginAtAsync(
        platform.Source,
        tenant,
        new(Before: "update portal.tenant set isolation = 'shared', data_schema = null, database_name = null where id = $1 and database_name is not null"),
        cancellationToken);

    private async Task<TenantUnitOfWork> BeginAtAsync(NpgsqlDataSource source, TenantId tenant, UnitOfWorkTerms terms, CancellationToken cancellationToken)
    {
        if (tenant.Value == Guid.Empty)
        {
            throw new ArgumentException("A unit of work needs a tenant: nothing runs without one.", nameof(tenant));
        }

        // What comes next may need to see what was committed before, and its connection.
        await (HeldCommit.Current?.SettleAsync(cancellationToken) ?? Task.CompletedTask);
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(terms.Isolation, cancellationToken);
            if (terms.Before is { } before)
            {
                await using var make = new NpgsqlCommand(before, connection, transaction);
                make.Parameters.Add(new() { Value = tenant.Value });
                await make.ExecuteNonQueryAsync(cancellationToken);
            }

            var state = await TenantBinding.BindAsync(connection, transaction, tenant, terms.Longest, cancellationToken);
            return new(tenant, state, connection, transaction, () => Model(tenant, connection, transaction), time, terms.Holder);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the tenant was last found, or else where the database says that it is now.</summary>
    private async Task<TenantUnitOfWork> BeginAsync(
        Func<OwnDatabase?, NpgsqlDataSource> source, TenantId tenant, UnitOfWorkTerms terms, CancellationToken cancellationToken)
    {
        var place = places?.Guess(tenant);
        var isGuess = place is not null;
        while (true)
        {
            try
            {
                var work = await BeginAtAsync(source(place), tenant, terms, cancellationToken);
                if (!isGuess || work.State is not null)
                {
                    return work;
                }

                // It was removed, and what remains of it is in the shared database.
                await work.DisposeAsync();
                places!.Forget(tenant);
                (place, isGuess) = (null, false);
            }
            catch (PostgresException moved) when (places is not null && place is null && moved.SqlState == TenantBinding.Elsewhere)
            {
                place = places.Learn(tenant, moved.MessageText);
            }
        }
    }

    private static PortalDbContext Model(TenantId tenant, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        var db = new PortalDbContext(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql(connection).Options, tenant);
        db.Database.UseTransaction(transaction);
        return db;
    }
}
