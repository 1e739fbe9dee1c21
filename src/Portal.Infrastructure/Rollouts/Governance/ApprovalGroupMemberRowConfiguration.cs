using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Infrastructure.Rollouts.Governance;

internal sealed class ApprovalGroupMemberRowConfiguration : IEntityTypeConfiguration<ApprovalGroupMemberRow>
{
    public void Configure(EntityTypeBuilder<ApprovalGroupMemberRow> builder)
    {
        builder.HasKey(row => new { row.TenantId, row.GroupName, row.MemberId });
    }
}
