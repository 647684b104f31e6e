import { term, vocabulary } from '../declare/vocabulary.ts';

export const EventKind = vocabulary('EventKind', {
  description: 'What sort of event it is.',
  values: {
    SUMMIT: term('A meeting of heads of state or government.', 'summit', 'قمة', 'zirve'),
    MEETING: term('A meeting.', 'meeting', 'اجتماع', 'toplantı'),
    FORUM: term('A conference open to many.', 'forum', 'منتدى', 'forum'),
    VISIT: term('A visit.', 'visit', 'زيارة', 'ziyaret'),
    CALL: term('A conversation by telephone or video.', 'call', 'اتصال', 'görüşme'),
    NEGOTIATION: term('A negotiation.', 'negotiation', 'مفاوضات', 'müzakere'),
    INITIATIVE: term('A diplomatic initiative.', 'initiative', 'مبادرة', 'girişim'),
    MEASURE: term('An act of a government, such as a restriction of trade.', 'measure', 'إجراء', 'önlem'),
    SANCTION: term('A sanction.', 'sanction', 'عقوبة', 'yaptırım'),
    RECALL: term('The recall of a diplomat.', 'recall', 'استدعاء', 'geri çağırma'),
    DECLARATION: term('A formal declaration.', 'declaration', 'إعلان', 'bildirge'),
    STATEMENT: term('A statement to the public.', 'statement', 'تصريح', 'açıklama'),
    AGREEMENT: term('The making of an agreement.', 'agreement', 'اتفاق', 'anlaşma'),
    DELIVERY: term('The handing over of a document.', 'delivery', 'تسليم', 'teslim'),
    CONFLICT: term('An armed conflict or attacks.', 'conflict', 'نزاع', 'çatışma'),
    VOTE: term('A vote.', 'vote', 'تصويت', 'oylama'),
    OTHER: term('Something else.', 'other', 'غير ذلك', 'diğer'),
  },
});

export const OrganizationKind = vocabulary('OrganizationKind', {
  description: 'What sort of organisation it is.',
  values: {
    INTERGOVERNMENTAL: term(
      'An organisation of states.',
      'intergovernmental organisation',
      'منظمة دولية',
      'hükümetlerarası kuruluş',
    ),
    COURT: term('A court.', 'court', 'محكمة', 'mahkeme'),
    ORGAN: term('An organ of an organisation.', 'organ', 'جهاز', 'organ'),
    GROUP: term('A group without a statute of its own.', 'group', 'مجموعة', 'grup'),
    NGO: term(
      'A non-governmental organisation.',
      'non-governmental organisation',
      'منظمة غير حكومية',
      'sivil toplum kuruluşu',
    ),
    COMPANY: term('A company.', 'company', 'شركة', 'şirket'),
    PARTY: term('A political party or movement.', 'party', 'حزب', 'parti'),
    MINISTRY: term('A ministry or an agency of a state.', 'ministry', 'وزارة', 'bakanlık'),
    OTHER: term('Something else.', 'other', 'غير ذلك', 'diğer'),
  },
});

export const ParticipationRole = vocabulary('ParticipationRole', {
  description: 'In what role an actor took part.',
  values: {
    APPLICANT: term('Brought the case.', 'applicant', 'مدعٍ', 'davacı'),
    RESPONDENT: term('The case was brought against it.', 'respondent', 'مدعى عليه', 'davalı'),
    INTERVENER: term('Declared that it intervenes in the case.', 'intervener', 'متدخل', 'müdahil'),
    COURT: term('Hears the case.', 'court', 'محكمة', 'mahkeme'),
    LEAD: term('Led it.', 'lead', 'قائد', 'öncü'),
    SIGNATORY: term('Signed it.', 'signatory', 'موقّع', 'imzacı'),
    RECIPIENT: term('Received it.', 'recipient', 'متلقٍ', 'alıcı'),
    ORGANIZER: term('Organised it.', 'organiser', 'منظّم', 'düzenleyici'),
    HOST: term('It was held with it or on its ground.', 'host', 'مضيف', 'ev sahibi'),
    CHAIR: term('Presided over it.', 'chair', 'رئيس', 'başkan'),
    MEDIATOR: term('Mediated between others.', 'mediator', 'وسيط', 'arabulucu'),
    SPEAKER: term('Spoke at it.', 'speaker', 'متحدث', 'konuşmacı'),
    OBSERVER: term('Was there without a part in decisions.', 'observer', 'مراقب', 'gözlemci'),
    ATTENDEE: term('Was there.', 'attendee', 'حاضر', 'katılımcı'),
    ACTING: term('Did it: took the measure, made the declaration.', 'acting party', 'فاعل', 'eylemi yapan'),
    SUBJECT: term('It was done with or about it, as with an ambassador who is recalled.', 'subject', 'موضوع', 'konu'),
    TARGET: term('It was directed at it.', 'target', 'مستهدف', 'hedef'),
    VOTED_YES: term('Voted in favour.', 'yes vote', 'صوّت مؤيدًا', 'kabul oyu'),
    VOTED_NO: term('Voted against.', 'no vote', 'صوّت معارضًا', 'ret oyu'),
    ABSTAINED: term('Abstained.', 'abstention', 'امتنع عن التصويت', 'çekimser'),
    OTHER: term('In another role.', 'other', 'غير ذلك', 'diğer'),
  },
});

export const MembershipRole = vocabulary('MembershipRole', {
  description: 'What sort of member it is.',
  values: {
    MEMBER: term('A member.', 'member', 'عضو', 'üye'),
    PERMANENT_MEMBER: term('A permanent member.', 'permanent member', 'عضو دائم', 'daimi üye'),
    CHAIR: term('In the chair.', 'chair', 'رئيس', 'başkan'),
    OBSERVER: term('An observer.', 'observer', 'مراقب', 'gözlemci'),
    OTHER: term('Something else.', 'other', 'غير ذلك', 'diğer'),
  },
});
