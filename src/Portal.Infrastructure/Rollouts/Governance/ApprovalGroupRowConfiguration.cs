using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class ApprovalGroupRowConfiguration : IEntityTypeConfiguration<ApprovalGroupRow>
{
    public void Configure(EntityTypeBuilder<ApprovalGroupRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.Name });
    }
}
