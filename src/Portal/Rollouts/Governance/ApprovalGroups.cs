using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Api;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Operations;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Rollouts.Governance;

namespace Portal.Rollouts.Governance;

/// <summary>Named groups of members who decide about rollouts, beside the roles.</summary>
internal sealed class ApprovalGroups(TenantUnitOfWorks units)
{
    private const int MostMembers = 200;

    public async Task<Result<IReadOnlyList<ApprovalGroupView>>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.ReadRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var groups = await work.Db.Set<ApprovalGroupRow>().AsNoTracking().OrderBy(g => g.Name).Take(500).ToListAsync(cancellationToken);
        var members = await (
            from belongs in work.Db.Set<ApprovalGroupMemberRow>()
            join member in work.Db.Set<MemberRow>() on belongs.MemberId equals member.Id
            orderby member.DisplayName
            select new { belongs.GroupName, member.Id, member.DisplayName }).ToListAsync(cancellationToken);
        var named = members.ToLookup(m => m.GroupName, m => new ApproverView(m.Id.ToString(), m.DisplayName), StringComparer.Ordinal);
        return Result<IReadOnlyList<ApprovalGroupView>>.Of(groups.ConvertAll(g => new ApprovalGroupView(g.Name, [.. named[g.Name]], g.UpdatedAt)));
    }

    public Task<Result<ApprovalGroupView>> CreateAsync(Caller caller, CreateApprovalGroupRequest request, CancellationToken cancellationToken) =>
        WriteAsync(caller, request.Name?.Trim(), request.Members, isNew: true, cancellationToken);

    /// <summary>Says anew who is in a group.</summary>
    public Task<Result<ApprovalGroupView>> ChangeAsync(Caller caller, string name, ApprovalGroupRequest request, CancellationToken cancellationToken) =>
        WriteAsync(caller, name, request.Members, isNew: false, cancellationToken);

    private async Task<Result<ApprovalGroupView>> WriteAsync(
        Caller caller, string? name, IReadOnlyList<string?>? members, bool isNew, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        var wanted = Read(members, out var faults);
        if (isNew && FieldText.Check("/name", name, "A group's name", 60) is { } fault)
        {
            faults.Add(fault);
        }

        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        var group = await work.Db.Set<ApprovalGroupRow>().SingleOrDefaultAsync(g => g.Name == name, cancellationToken);
        if (isNew != group is null)
        {
            return isNew ? new GroupExists(name!) : new NotFound("approval group", name!);
        }

        var known = await work.Db.Set<MemberRow>().AsNoTracking().Where(m => wanted.Contains(m.Id)).OrderBy(m => m.DisplayName)
            .Select(m => new { m.Id, m.DisplayName }).ToListAsync(cancellationToken);
        if (wanted.FindIndex(id => !known.Exists(member => member.Id == id)) is >= 0 and var missing)
        {
            return new InvalidFields([new($"/members/{Whole(missing)}", wanted[missing].ToString(), "There is no member of this id here.")]);
        }

        var before = await work.Db.Set<ApprovalGroupMemberRow>().Where(m => m.GroupName == name).ToListAsync(cancellationToken);
        try
        {
            group = group ?? work.Db.Add(new ApprovalGroupRow { TenantId = work.Tenant, Name = name!, CreatedAt = work.Now, UpdatedAt = work.Now }).Entity;
            group.UpdatedAt = work.Now;
            // Before the members that refer to it: the model knows no navigation between the two.
            await work.Db.SaveChangesAsync(cancellationToken);
            work.Db.RemoveRange(before.Where(m => !wanted.Contains(m.MemberId)));
            work.Db.AddRange(wanted.Where(id => before.TrueForAll(m => m.MemberId != id))
                .Select(id => new ApprovalGroupMemberRow { TenantId = work.Tenant, GroupName = group.Name, MemberId = id }));
            work.Audit(caller, new(isNew ? "approval-group.created" : "approval-group.changed", "approval-group", group.Name, group.Name, new Dictionary<string, string>())
            {
                Changes = [new("members", isNew ? null : Join(before.Select(m => m.MemberId)), Join(wanted))],
            });
            work.Publish(Topic.Rollout, "");
            await work.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } || clash is DbUpdateConcurrencyException)
        {
            return isNew ? new GroupExists(name!) : new GroupChanged(name!);
        }

        return new ApprovalGroupView(group.Name, known.ConvertAll(m => new ApproverView(m.Id.ToString(), m.DisplayName)), group.UpdatedAt);
    }

    public async Task<Result<Unit>> DeleteAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        if (caller.Lacks(Permission.GovernRollouts) is { } forbidden)
        {
            return forbidden;
        }

        await using var work = await units.BeginAsync(caller.Tenant, cancellationToken);
        if (await work.Db.Set<ApprovalGroupRow>().SingleOrDefaultAsync(g => g.Name == name, cancellationToken) is not { } group)
        {
            return new NotFound("approval group", name);
        }

        var policy = (await GateReading.PolicyAsync(work, cancellationToken))?.Policy;
        if (policy?.Stages.FirstOrDefault(stage => stage.Groups.Contains(name, StringComparer.Ordinal)) is { } stage)
        {
            return new GroupInUse(name, stage.Name);
        }

        var members = await work.Db.Set<ApprovalGroupMemberRow>().AsNoTracking().Where(m => m.GroupName == name).Select(m => m.MemberId).ToListAsync(cancellationToken);
        work.Db.Remove(group);
        work.Audit(caller, new("approval-group.deleted", "approval-group", name, name, new Dictionary<string, string>()) { Changes = [new("members", Join(members), null)] });
        work.Publish(Topic.Rollout, "");
        await work.CommitAsync(cancellationToken);
        return default(Unit);
    }

    private static List<MemberId> Read(IReadOnlyList<string?>? members, out List<FieldError> faults)
    {
        var (wanted, wrong) = (new List<MemberId>(), new List<FieldError>());
        foreach (var (text, i) in (members ?? []).Select((text, i) => (text, i)))
        {
            if (MemberId.TryParse(text, out var id))
            {
                wanted.Add(id);
            }
            else
            {
                wrong.Add(new($"/members/{Whole(i)}", FieldText.Excerpt(text), "A member is named by an id, mem_…"));
            }
        }

        if (wanted.Count + wrong.Count > MostMembers)
        {
            wrong = [new("/members", Whole(wanted.Count + wrong.Count), "A group has at most 200 members.")];
        }

        faults = wrong;
        return [.. wanted.Distinct()];
    }

    private static string Join(IEnumerable<MemberId> members) => string.Join(' ', members.Select(id => id.ToString()).Order(StringComparer.Ordinal));

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
