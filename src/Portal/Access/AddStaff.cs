using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Access;

/// <summary>Adds one of the staff. Only from the command line: who can run it has the database's password already.</summary>
internal sealed class AddStaff(StaffAccounts accounts, Passwords passwords, PlatformDatabase database, TimeProvider time)
{
    public async Task<Result<Unit>> ExecuteAsync(string? email, string? password, StaffRole role, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Parse(email);
        var faults = (address.Error?.Fields ?? []).Concat(new[] { PasswordRule.Check(password) }.OfType<FieldError>()).ToList();
        if (faults.Count > 0)
        {
            return new InvalidFields(faults);
        }

        var now = PostgresClock.Now(time);
        if (!await accounts.AddAsync(new(Guid.CreateVersion7(now)), address.Value, passwords.Hash(password!), role, now, cancellationToken))
        {
            return new StaffExists(address.Value.Value);
        }

        var detail = new Dictionary<string, string> { ["email"] = address.Value.Value, ["role"] = role.ToString() };
        await PlatformLog.WriteAsync(database.Source.CreateCommand, new(now, LifecycleActor.System, "", "staff.added", null, detail, ""), cancellationToken);
        return new Unit();
    }
}
