using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class ApprovalDelegationRowConfiguration : IEntityTypeConfiguration<ApprovalDelegationRow>
{
    public void Configure(EntityTypeBuilder<ApprovalDelegationRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Id });
    }
}
