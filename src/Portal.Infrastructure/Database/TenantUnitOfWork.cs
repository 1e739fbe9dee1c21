using Npgsql;
using Portal.Domain.Access;
using Portal.Domain.Audit;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Operations;

namespace Portal.Infrastructure.Database;

/// <summary>
/// One transaction of one tenant, the only way to its rows. Changes, audit records, operations and news commit together or not at all;
/// disposing without <see cref="CommitAsync"/> rolls back.
/// </summary>
public sealed class TenantUnitOfWork : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly Func<PortalDbContext> _open;
    private readonly TimeProvider _time;
    private readonly List<(Caller Caller, AuditEntry Entry)> _audit = [];
    private readonly HashSet<(string Topic, string Subject)> _published = [];
    private readonly List<OperationRow> _enqueued = [];
    private readonly HeldCommit? _holder;
    private PortalDbContext? _db;
    private bool _held;
    private int _disposed;

    internal TenantUnitOfWork(
        TenantId tenant, TenantState? state, NpgsqlConnection connection, NpgsqlTransaction transaction, Func<PortalDbContext> open, TimeProvider time,
        HeldCommit? holder = null)
    {
        Tenant = tenant;
        State = state;
        Now = PostgresClock.Now(time);
        _connection = connection;
        _transaction = transaction;
        _open = open;
        _time = time;
        _holder = holder;
    }

    public TenantId Tenant { get; }

    /// <summary>The tenant's state when the transaction began; null while it is being signed up.</summary>
    public TenantState? State { get; }

    /// <summary>The tenant's rows. Built when first asked for: who only runs statements does not pay for the model.</summary>
    public PortalDbContext Db => _db ??= _open();

    /// <summary>For what runs the same statements inside a unit of work and outside.</summary>
    internal NpgsqlConnection Connection => _connection;

    /// <summary>One time for everything in this unit of work, to the microsecond as PostgreSQL stores it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>
    /// For the few statements that EF cannot write; they run in this transaction. Tenants' tables are named without a schema: the binding's
    /// search path says where this tenant's are. Everybody's tables are named with theirs, <c>portal.plugin</c>.
    /// </summary>
    public NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);

    /// <summary>A new time-ordered identifier (RFC 9562 version 7).</summary>
    public Guid NewId() => Guid.CreateVersion7(_time.GetUtcNow());

    /// <summary>Records what happened; written when the unit of work commits.</summary>
    public void Audit(Caller caller, AuditEntry entry) => _audit.Add((caller, entry));

    /// <summary>Tells open pages, on whichever replica, that something changed.</summary>
    public void Publish(string topic, string subjectId) => _published.Add((topic, subjectId));

    /// <summary>Asks the operator for work.</summary>
    /// <param name="kind">One of <see cref="OperationKind"/>.</param>
    /// <param name="serialKey">Operations with the same key run one after another.</param>
    /// <param name="subject">What it is about: its kind and id.</param>
    /// <param name="payload">JSON that the handler of the kind reads; ids, never secrets.</param>
    /// <param name="correlationId">From the request that caused it.</param>
    /// <param name="createdBy">Who asked, for people to read.</param>
    /// <param name="notBefore">When it may begin at the earliest; at once when null.</param>
    public OperationId Enqueue(
        string kind, string serialKey, (string Kind, string Id) subject, string payload, string correlationId, string createdBy, DateTimeOffset? notBefore = null)
    {
        var id = new OperationId(NewId());
        _enqueued.Add(new OperationRow
        {
            TenantId = Tenant,
            Id = id,
            Kind = kind,
            SerialKey = serialKey,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            Payload = payload,
            State = OperationState.Queued,
            NotBefore = notBefore ?? Now,
            CorrelationId = correlationId,
            CreatedBy = createdBy,
            CreatedAt = Now,
        });
        Publish(Topic.Operation, id.ToString());
        return id;
    }

    /// <summary>
    /// Writes everything. In an idempotent request the commit itself waits until the answer is stored (<see cref="HeldCommit"/>).
    /// </summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        if (_holder is null)
        {
            await CommitForGoodAsync(cancellationToken);
            return;
        }

        _holder.Hold(this);
        _held = true;
    }

    /// <summary>As <see cref="CommitAsync"/>, but never held back: for what must be so before something outside is called.</summary>
    public async Task CommitNowAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        await CommitForGoodAsync(cancellationToken);
    }

    internal Task CommitForGoodAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    /// <summary>Looks again for where the tenant's tables are, after they have moved in this transaction.</summary>
    internal Task RebindAsync(CancellationToken cancellationToken) => TenantBinding.BindAsync(_connection, _transaction, Tenant, null, cancellationToken);

    public ValueTask DisposeAsync() => _held ? ValueTask.CompletedTask : EndAsync();

    /// <summary>Lets go of the connection; without a commit everything is rolled back.</summary>
    internal async ValueTask EndAsync()
    {
        // Npgsql uses its transaction objects again: a second dispose could end a stranger's.
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        if (_db is not null)
        {
            await _db.DisposeAsync();
        }

        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        if (_audit.Count > 0 && _published.Count == 0)
        {
            // The append tells open pages; who signs looks for logs that changed among what was told.
            Publish(Topic.Audit, "");
        }

        if (_db is not null)
        {
            await _db.SaveChangesAsync(cancellationToken);
        }

        await SendAsync(cancellationToken);
    }

    /// <summary>What was asked for, what is told and what is recorded, in one round trip.</summary>
    private async Task SendAsync(CancellationToken cancellationToken)
    {
        // Whatever is asked for or recorded is told as well.
        if (_published.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(_connection, _transaction);
        foreach (var operation in _enqueued)
        {
            batch.BatchCommands.Add(OperationInsert.Of(operation));
        }

        var tell = new NpgsqlBatchCommand("insert into outbox_message (tenant_id, id, topic, subject_id, created_at) select $1, u.id, u.topic, u.subject, $5 from unnest($2, $3, $4) u (id, topic, subject)");
        object[] values = [Tenant.Value, _published.Select(_ => NewId()).ToArray(), _published.Select(p => p.Topic).ToArray(), _published.Select(p => p.Subject).ToArray(), Now];
        tell.With(values);
        batch.BatchCommands.Add(tell);

        await new AuditWriter(this).AppendAsync(batch, _audit, cancellationToken);
    }
}
